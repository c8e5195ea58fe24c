// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.KeyKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of keys. It is read only if nobody but its owner may, and written as a whole, with its remarks. */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final long LARGEST = 1 << 20;
    private static final String HEAD = "# Keys of devices. Only the owner of this file may be able to read it.";
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    /**
     * By what a change is noticed.
     *
     * @param modified when it was written, in milliseconds; -1 if there is none
     * @param size its bytes
     * @param open whether others than its owner may read it
     */
    record Stamp(long modified, long size, boolean open) {
        static final Stamp NONE = new Stamp(-1, 0, false);
    }

    Stamp stamp() {
        try {
            return new Stamp(Files.getLastModifiedTime(path).toMillis(), Files.size(path), isOpenToOthers());
        } catch (IOException e) {
            return Stamp.NONE;
        }
    }

    /** @param problems told, in one line each and without a key, why the file or a line of it was not taken */
    List<KeyLine> read(Consumer<String> problems) {
        try {
            return parse(lines(), problems);
        } catch (NoSuchFileException e) {
            LOG.debug("there is no keys file {}", path);
        } catch (Unfit e) {
            problems.accept("the keys file " + path + " " + e.getMessage() + " and is not used");
        } catch (IOException e) {
            problems.accept("the keys file " + path + " cannot be read: " + e);
        }
        return List.of();
    }

    private List<String> lines() throws IOException {
        if (isOpenToOthers()) {
            throw new Unfit("can be read by others (chmod 600 it)");
        }
        if (!Files.isRegularFile(path)) {
            throw new Unfit("is no regular file");
        }
        if (Files.size(path) > LARGEST) {
            throw new Unfit("is larger than 1 MiB");
        }
        return Files.readAllLines(path, StandardCharsets.UTF_8);
    }

    private boolean isOpenToOthers() throws IOException {
        return isPosix(path) && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
    }

    private static boolean isPosix(Path place) throws IOException {
        return Files.getFileStore(place).supportsFileAttributeView("posix");
    }

    private List<KeyLine> parse(List<String> lines, Consumer<String> problems) {
        Map<String, KeyLine> keys = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String wrong = null;
            try {
                Optional<KeyLine> line = KeyLine.parse(lines.get(i));
                if (line.isPresent() && keys.putIfAbsent(line.get().toString(), line.get()) != null) {
                    wrong = "this device has such a key already";
                }
            } catch (IllegalArgumentException e) {
                wrong = e.getMessage();
            }
            if (wrong != null) {
                problems.accept(path + ", line " + (i + 1) + ": " + wrong);
            }
        }
        return new ArrayList<>(keys.values());
    }

    /** Puts a key into the file, or takes it out if it is null; all other lines stay as they are. */
    void write(KeyOwner owner, KeyKind kind, @Nullable KeyLine key) {
        try {
            List<String> lines = new ArrayList<>();
            if (Files.exists(path)) {
                lines.addAll(lines());
            } else if (key == null) {
                return;
            } else {
                lines.add(HEAD);
            }
            int at = indexOf(lines, owner, kind);
            if (at >= 0) {
                lines.remove(at);
            }
            if (key != null) {
                lines.add(at >= 0 ? at : lines.size(), key.text());
            }
            replace(String.join("\n", lines) + "\n");
        } catch (Unfit e) {
            throw new IllegalArgumentException("it cannot be kept: the keys file " + e.getMessage(), e);
        } catch (IOException e) {
            LOG.error("{} cannot be written: {}", path, e.toString());
            throw new IllegalArgumentException("it cannot be kept: the keys file cannot be written", e);
        }
    }

    private static int indexOf(List<String> lines, KeyOwner owner, KeyKind kind) {
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (KeyLine.parse(lines.get(i))
                        .filter(line -> line.isSameAs(owner, kind))
                        .isPresent()) {
                    return i;
                }
            } catch (IllegalArgumentException e) {
                LOG.debug("line {} of the keys file is left as it is", i + 1);
            }
        }
        return -1;
    }

    private void replace(String text) throws IOException {
        Path target = path.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileAttribute<?>[] ownerOnly = isPosix(folder(target))
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(fresh, options, ownerOnly)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString());
        }
        return Files.createDirectories(folder);
    }

    /** The file is there and must not be used. */
    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1L;

        Unfit(String why) {
            super(why);
        }
    }
}
