// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.KeyKind;

/** The secrets of devices, in a file that only its owner may read. What changes in the file holds soon. Any thread may call. */
public final class KeyVault {
    /** No keys, and none can be kept. */
    public static final KeyVault NONE = new KeyVault(null, problem -> {}, DeviceKeys.NONE);

    private final @Nullable KeyFile file;
    private final Consumer<String> problems;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile DeviceKeys current;
    private KeyFile.Stamp stamp = KeyFile.Stamp.NONE;

    private KeyVault(@Nullable KeyFile file, Consumer<String> problems, DeviceKeys current) {
        this.file = file;
        this.problems = problems;
        this.current = current;
    }

    /**
     * Returns the vault in a file of lines {@code AA:BB:CC:DD:EE:FF = 32 hexadecimal digits}; empty lines and lines that
     * begin with # are left out.
     *
     * @param expected whether it is a problem if there is no file
     * @param problems told, in one line each and without a key, why the file or a line of it was not taken
     */
    public static KeyVault in(Path file, boolean expected, Consumer<String> problems) {
        KeyVault vault = new KeyVault(new KeyFile(file), problems, DeviceKeys.NONE);
        vault.refresh();
        if (expected && vault.stamp.equals(KeyFile.Stamp.NONE)) {
            problems.accept("there is no keys file " + file);
        }
        return vault;
    }

    /** Returns the keys as they are now; does not wait. */
    public DeviceKeys current() {
        return current;
    }

    /** Says whether they are in a file, which may change. */
    public boolean isInFile() {
        return file != null;
    }

    /** Reads the file if it is not as it was. */
    public void refresh() {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            KeyFile.Stamp now = file.stamp();
            if (!now.equals(stamp)) {
                stamp = now;
                take(file.read(problems));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps a secret, here and in the file.
     *
     * @param owner an address, or for an IRK a label
     * @param secret what is kept, or null to forget it
     * @throws IllegalArgumentException with one line, without the secret, if it cannot be kept; all is as before then
     */
    public void set(String owner, KeyKind kind, @Nullable String secret) {
        KeyOwner whose = KeyOwner.parse(owner, kind);
        KeyLine line = secret == null ? null : new KeyLine(whose, kind, KeyLine.secret(kind, secret));
        if (file == null) {
            throw new IllegalArgumentException("there is no keys file here");
        }
        lock.lock();
        try {
            file.write(whose, kind, line);
            stamp = file.stamp();
            take(file.read(problems));
        } finally {
            lock.unlock();
        }
    }

    private void take(List<KeyLine> next) {
        current = next.isEmpty() ? DeviceKeys.NONE : new DeviceKeys(next);
    }

    @Override
    public String toString() {
        return current.toString();
    }
}
