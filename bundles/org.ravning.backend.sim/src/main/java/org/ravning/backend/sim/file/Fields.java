// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The fields of a mapping, whose keys were checked. */
final class Fields {
    private final Yaml mapping;
    private final Map<String, Yaml> entries;

    Fields(Yaml mapping, Map<String, Yaml> entries) {
        this.mapping = mapping;
        this.entries = entries;
    }

    Optional<Yaml> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    Map<String, Yaml> entries() {
        return entries;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Yaml require(String key) {
        return get(key).orElseThrow(() -> mapping.wrong("\"" + key + "\" is missing"));
    }

    void with(String key, Consumer<Yaml> use) {
        get(key).ifPresent(use);
    }
}
