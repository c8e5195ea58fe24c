// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;

/** The keys of devices that send encrypted. They are shown nowhere. */
public final class DeviceKeys {
    /** No keys. */
    public static final DeviceKeys NONE = new DeviceKeys(Map.of());

    private static final long MAX_FILE = 1 << 20;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Map<DeviceId, Bytes> keys;

    private DeviceKeys(Map<DeviceId, Bytes> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads a file of lines {@code AA:BB:CC:DD:EE:FF = 32 hexadecimal digits}; empty lines and lines that begin with #
     * are left out.
     *
     * @param problems told, in one line each and without a key, why the file or a line of it was not taken
     */
    public static DeviceKeys read(Path file, Consumer<String> problems) {
        try {
            if (isOpenToOthers(file)) {
                problems.accept("the keys file " + file + " can be read by others and is not used; chmod 600 it");
                return NONE;
            }
            if (Files.size(file) > MAX_FILE) {
                problems.accept("the keys file " + file + " is larger than 1 MiB and is not used");
                return NONE;
            }
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8), file, problems);
        } catch (NoSuchFileException e) {
            problems.accept("there is no keys file " + file);
        } catch (IOException e) {
            problems.accept("the keys file " + file + " cannot be read: " + e.getMessage());
        }
        return NONE;
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    }

    private static DeviceKeys parse(List<String> lines, Path file, Consumer<String> problems) {
        Map<DeviceId, Bytes> keys = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).trim();
            if (!line.isEmpty() && !line.startsWith("#") && !parseLine(line, keys)) {
                problems.accept(file + ", line " + (i + 1)
                        + ": expected an address, =, and a key of 24 or 32 hexadecimal digits");
            }
        }
        return new DeviceKeys(keys);
    }

    private static boolean parseLine(String line, Map<DeviceId, Bytes> keys) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return false;
        }
        try {
            Bytes key = Bytes.ofHex(line.substring(equals + 1).trim());
            DeviceId device = DeviceId.parse(line.substring(0, equals));
            return (key.length() == 12 || key.length() == 16) && keys.put(device, key) == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the key of a device, if there is one. */
    public @Nullable Bytes of(DeviceId device) {
        return keys.get(device);
    }

    /** Returns how many there are. */
    public int size() {
        return keys.size();
    }

    /** Returns how many there are, in words. */
    @Override
    public String toString() {
        return size() + " keys";
    }
}
