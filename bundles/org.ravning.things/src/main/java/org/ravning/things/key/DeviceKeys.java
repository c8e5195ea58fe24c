// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.codec.crypto.IdentityKey;

/** The secrets of devices at one moment. Immutable; they are shown nowhere. */
public final class DeviceKeys {
    /** No keys. */
    public static final DeviceKeys NONE = new DeviceKeys(List.of());

    private final Map<DeviceId, Bytes> binds = new HashMap<>();
    private final Map<DeviceId, Integer> passkeys = new HashMap<>();
    private final Map<DeviceId, KeyOwner> identityAddresses = new HashMap<>();
    private final List<Irk> irks = new ArrayList<>();
    private final int size;

    /** A key that resolves addresses, and whose they are. */
    private record Irk(IdentityKey key, KeyOwner owner) {}

    DeviceKeys(Collection<KeyLine> lines) {
        size = lines.size();
        for (KeyLine line : lines) {
            DeviceId address = line.owner().address();
            switch (line.kind()) {
                case BIND -> put(binds, address, line.secret());
                case PASSKEY -> put(passkeys, address, (int) line.secret().u32be(0));
                case IRK -> {
                    put(identityAddresses, address, line.owner());
                    // Systems show these keys in either byte order.
                    irks.add(new Irk(new IdentityKey(line.secret()), line.owner()));
                    irks.add(new Irk(new IdentityKey(reversed(line.secret())), line.owner()));
                }
            }
        }
    }

    private static <T> void put(Map<DeviceId, T> map, @Nullable DeviceId address, T value) {
        if (address != null) {
            map.put(address, value);
        }
    }

    private static Bytes reversed(Bytes key) {
        byte[] bytes = new byte[key.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) key.u8(bytes.length - 1 - i);
        }
        return Bytes.of(bytes);
    }

    /** Returns the key that opens what a device broadcasts, if there is one. */
    public @Nullable Bytes of(DeviceId device) {
        return binds.get(device);
    }

    /** Returns what is to be entered when a device is paired, if that was said. */
    public OptionalInt passkey(DeviceId device) {
        Integer passkey = passkeys.get(device);
        return passkey == null ? OptionalInt.empty() : OptionalInt.of(passkey);
    }

    /** Returns how many there are. */
    public int size() {
        return size;
    }

    boolean hasIdentities() {
        return !irks.isEmpty();
    }

    /** Returns who has the address for good and changes it by a key, if anyone. */
    @Nullable
    KeyOwner ofIdentityAddress(DeviceId device) {
        return identityAddresses.get(device);
    }

    /** Returns whose resolvable address it is, if it is anyone's: a calculation for each key. */
    @Nullable
    KeyOwner resolve(long address) {
        for (Irk irk : irks) {
            if (irk.key().resolves(address)) {
                return irk.owner();
            }
        }
        return null;
    }

    /** Returns how many there are, in words. */
    @Override
    public String toString() {
        return size() + " keys";
    }
}
