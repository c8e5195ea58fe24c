// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The payloads of an enumeration and the words they stand for: a list with commas cannot hold every word as it is. */
final class HomieWords {
    /** What openHAB takes for a button, and for one that tells when it is let go (CommonTriggerEvents). */
    private static final Map<String, String> BUTTON =
            Map.of("press", "SHORT_PRESSED", "double_press", "DOUBLE_PRESSED", "long_press", "LONG_PRESSED");

    private static final Set<String> RAW_BUTTON = Set.of("press", "release");

    private final Map<String, String> payloads = new LinkedHashMap<>();
    private final String format;

    private HomieWords(Collection<String> words, Map<String, String> known, List<String> also) {
        words.forEach(word -> payloads.computeIfAbsent(word, w -> free(known.getOrDefault(w, clean(w)))));
        Set<String> all = new java.util.LinkedHashSet<>(also);
        all.addAll(payloads.values());
        format = String.join(",", all);
    }

    /** Returns the payloads for the words of an enumeration: themselves, as far as possible. */
    static HomieWords of(List<String> words) {
        return new HomieWords(words, Map.of(), List.of());
    }

    /** Returns the payloads for the kinds of an event, in the words of openHAB. */
    static HomieWords events(List<String> types) {
        if (Set.copyOf(types).equals(RAW_BUTTON)) {
            return new HomieWords(
                    List.of("press", "release"), Map.of("press", "PRESSED", "release", "RELEASED"), List.of());
        }
        Map<String, String> known = new LinkedHashMap<>();
        types.forEach(type -> known.put(type, BUTTON.getOrDefault(type, clean(type.toUpperCase(Locale.ROOT)))));
        boolean button = types.stream().anyMatch(BUTTON::containsKey);
        return new HomieWords(
                types, known, button ? List.of("SHORT_PRESSED", "DOUBLE_PRESSED", "LONG_PRESSED") : List.of());
    }

    /** Returns all payloads, separated by commas. */
    String format() {
        return format;
    }

    Optional<String> payload(String word) {
        return Optional.ofNullable(payloads.get(word));
    }

    Optional<String> word(String payload) {
        return payloads.entrySet().stream()
                .filter(entry -> entry.getValue().equals(payload))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private String free(String payload) {
        String free = payload;
        for (int i = 2; payloads.containsValue(free); i++) {
            free = payload + "-" + i;
        }
        return free;
    }

    private static String clean(String word) {
        StringBuilder clean = new StringBuilder();
        word.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .forEach(c -> clean.appendCodePoint(c == ',' ? ';' : c));
        String trimmed = clean.toString().strip();
        return trimmed.isEmpty() ? "-" : trimmed;
    }
}
