// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Comparator;

/**
 * The name of an adapter (a radio) within this process: its backend and the backend's own name for it.
 *
 * @param backend the backend's name, such as {@code bluez} or {@code sim}
 * @param name the backend's name for the adapter, such as {@code hci0}
 */
public record AdapterId(String backend, String name) implements Comparable<AdapterId> {
    private static final Comparator<AdapterId> ORDER =
            Comparator.comparing(AdapterId::backend).thenComparing(AdapterId::name, AdapterId::compareNumbered);

    /** Refuses empty names. */
    public AdapterId {
        if (backend.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("an adapter needs a backend and a name");
        }
    }

    /** Says whether a person means this adapter by the text: {@code hci0} or {@code bluez/hci0}, in any case. */
    public boolean matches(String text) {
        return name.equalsIgnoreCase(text) || toString().equalsIgnoreCase(text);
    }

    /** Orders by backend, then by name with numbers in numeric order (hci2 before hci10). */
    @Override
    public int compareTo(AdapterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return backend + "/" + name;
    }

    private static int compareNumbered(String left, String right) {
        int byLength = isNumberedAlike(left, right) ? Integer.compare(left.length(), right.length()) : 0;
        return byLength != 0 ? byLength : left.compareTo(right);
    }

    private static boolean isNumberedAlike(String left, String right) {
        return left.replaceAll("[0-9]+$", "").equals(right.replaceAll("[0-9]+$", ""));
    }
}
