// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Profile;
import org.ravning.profile.declarative.folder.FolderEvent;

/**
 * The profiles that are offered: the shipped ones, and those of a folder. A profile of the folder takes the place of a
 * shipped one of the same id for as long as it is there. Any thread may call.
 */
final class ProfileShelf implements AutoCloseable {
    private final Function<Profile, AutoCloseable> offer;
    private final Map<String, Profile> shipped = new LinkedHashMap<>();
    private final Map<String, Offer> offered = new LinkedHashMap<>();
    private final Map<String, String> mistakes = new TreeMap<>();
    private int fromFiles;

    /**
     * Offers the shipped profiles.
     *
     * @param offer offers a profile until what it returns is closed
     */
    ProfileShelf(List<? extends Profile> shipped, Function<Profile, AutoCloseable> offer) {
        this.offer = offer;
        for (Profile profile : shipped) {
            this.shipped.put(profile.info().id(), profile);
            put(profile);
        }
    }

    /**
     * A profile that is offered.
     *
     * @param profile which
     * @param end withdraws it
     */
    private record Offer(Profile profile, AutoCloseable end) {
        void withdraw() {
            try {
                end.close();
            } catch (Exception e) {
                throw new IllegalStateException("a profile cannot be withdrawn", e);
            }
        }
    }

    /** Follows what became of a file. */
    synchronized void follow(FolderEvent event) {
        String mistake = event.mistake();
        if (mistake == null) {
            mistakes.remove(event.file());
        } else {
            mistakes.put(event.file(), mistake);
        }
        Profile before = event.before();
        if (before != null) {
            fromFiles--;
        }
        Profile now = event.now();
        if (now != null) {
            fromFiles++;
            put(now);
        }
        if (before != null && isOffered(before)) {
            restore(before.info().id());
        }
    }

    // Not so if a file replaced it, be it this one or another of the same id.
    @SuppressWarnings("ReferenceEquality")
    private boolean isOffered(Profile profile) {
        Offer offer = offered.get(profile.info().id());
        return offer != null && offer.profile == profile;
    }

    private void restore(String id) {
        Profile original = shipped.get(id);
        if (original != null) {
            put(original);
        } else {
            withdraw(offered.remove(id));
        }
    }

    // The new one comes before the old one goes, so that no frame falls between them.
    private void put(Profile profile) {
        withdraw(offered.put(profile.info().id(), new Offer(profile, offer.apply(profile))));
    }

    private static void withdraw(@Nullable Offer old) {
        if (old != null) {
            old.withdraw();
        }
    }

    /** Says what is there, and what is wrong with the rest. */
    synchronized Health health() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("shipped", (long) shipped.size());
        figures.put("from_files", (long) fromFiles);
        figures.put("set_aside", (long) mistakes.size());
        String summary = shipped.size() + " shipped, " + fromFiles + " from files";
        return mistakes.isEmpty()
                ? new Health(Health.Level.OK, summary, figures)
                : new Health(
                        Health.Level.WARN,
                        summary + ", " + mistakes.size() + " set aside: " + String.join("; ", mistakes.values()),
                        figures);
    }

    @Override
    public synchronized void close() {
        offered.values().forEach(Offer::withdraw);
        offered.clear();
    }
}
