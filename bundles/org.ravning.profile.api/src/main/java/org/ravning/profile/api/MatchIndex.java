// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;

/**
 * Finds the profiles that want to be asked about an advertisement. Immutable; its cost depends on what the
 * advertisement carries, not on how many profiles there are.
 *
 * @param <P> the kind of profile
 */
public final class MatchIndex<P extends Profile> {
    /** The most specific first; among equals by id, so that it is the same in every run. */
    public static final Comparator<Profile> ORDER = Comparator.comparingInt(
                    (Profile p) -> -p.info().specificity())
            .thenComparing(p -> p.info().id())
            .thenComparingInt(System::identityHashCode);

    private final Map<Integer, List<P>> companies = new HashMap<>();
    private final Map<UUID, List<P>> serviceData = new HashMap<>();
    private final Map<UUID, List<P>> services = new HashMap<>();
    private final Map<String, List<P>> namePrefixes = new HashMap<>();
    private final Map<String, List<P>> devices = new HashMap<>();
    private final int[] prefixLengths;

    /** Creates an index of these profiles. */
    public MatchIndex(Collection<? extends P> profiles) {
        List<P> ordered = new ArrayList<>(profiles);
        ordered.sort(ORDER);
        for (P profile : ordered) {
            profile.match().companies().forEach(key -> add(companies, key, profile));
            profile.match().serviceData().forEach(key -> add(serviceData, key, profile));
            profile.match().services().forEach(key -> add(services, key, profile));
            profile.match().namePrefixes().forEach(key -> add(namePrefixes, key, profile));
            profile.match().devices().forEach(key -> add(devices, key, profile));
        }
        prefixLengths = namePrefixes.keySet().stream()
                .mapToInt(String::length)
                .distinct()
                .sorted()
                .toArray();
    }

    private static <K, P> void add(Map<K, List<P>> index, K key, P profile) {
        index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(profile);
    }

    /** Returns the profiles to ask, the most specific first. */
    public List<P> candidates(Advertisement advertisement) {
        Hits<P> hits = new Hits<>();
        if (!companies.isEmpty()) {
            advertisement.manufacturerData().keySet().forEach(key -> hits.add(companies.get(key)));
        }
        if (!serviceData.isEmpty()) {
            advertisement.serviceData().keySet().forEach(key -> hits.add(serviceData.get(key)));
        }
        if (!services.isEmpty()) {
            advertisement.serviceUuids().forEach(key -> hits.add(services.get(key)));
        }
        if (!devices.isEmpty()) {
            hits.add(devices.get(advertisement.device().compact()));
        }
        String name = advertisement.localName();
        if (name != null) {
            addByName(name, hits);
        }
        return hits.list();
    }

    private void addByName(String name, Hits<P> hits) {
        for (int length : prefixLengths) {
            if (length > name.length()) {
                return;
            }
            hits.add(namePrefixes.get(name.substring(0, length)));
        }
    }

    /** Joins lists; allocates only when a second one comes. */
    private static final class Hits<P extends Profile> {
        private @Nullable List<P> first;
        private @Nullable TreeSet<P> joined;

        void add(@Nullable List<P> more) {
            if (more == null) {
                return;
            }
            if (first == null) {
                first = more;
                return;
            }
            if (joined == null) {
                joined = new TreeSet<>(ORDER);
                joined.addAll(first);
            }
            joined.addAll(more);
        }

        List<P> list() {
            if (joined != null) {
                return List.copyOf(joined);
            }
            return first == null ? List.of() : first;
        }
    }
}
