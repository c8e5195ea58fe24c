// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the gateway keeps is its owner's alone, where the system knows owners. New files are so by the file mask of {@code
 * bin/ravning}; those that were made otherwise lose what is too much.
 */
final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /**
     * Makes a folder, if it is not there, that only its owner may look into.
     *
     * @throws IOException if it cannot be made
     */
    static void create(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder);
            restrict(folder);
        }
    }

    /**
     * Restricts those of these files and folders that are there, with what is in them; links are not followed.
     *
     * @throws IOException if it cannot be done, as where another owns a file
     */
    static void restrict(Path folder, List<String> names) throws IOException {
        for (String name : names) {
            Path path = folder.resolve(name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(path, new Restriction());
            }
        }
    }

    private static void restrict(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> before = view.readAttributes().permissions();
        Set<PosixFilePermission> now = EnumSet.copyOf(OWNER);
        now.retainAll(before);
        if (!now.equals(before)) {
            view.setPermissions(now);
        }
    }

    private static final class Restriction extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
            restrict(path);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isSymbolicLink()) {
                restrict(path);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
