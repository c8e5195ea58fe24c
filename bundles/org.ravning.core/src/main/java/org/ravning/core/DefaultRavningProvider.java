// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.RavningProvider;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a core with the backends that {@link ServiceLoader} finds. */
public final class DefaultRavningProvider implements RavningProvider {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultRavningProvider.class);

    /** For the service loader. */
    public DefaultRavningProvider() {}

    @Override
    public Ravning open(RavningOptions options) {
        List<Backend> backends = new ArrayList<>();
        for (BackendFactory factory : chosen(options.backends())) {
            backends.add(factory.create(options.settings()));
        }
        Core core = new Core(CoreThreads.system());
        backends.forEach(core::addBackend);
        return new DefaultRavning(core);
    }

    private static List<BackendFactory> chosen(Set<String> names) {
        List<BackendFactory> found = installed();
        Set<String> missing = new TreeSet<>(names);
        found.forEach(factory -> missing.remove(factory.name()));
        if (!missing.isEmpty()) {
            Set<String> there = found.stream().map(BackendFactory::name).collect(Collectors.toCollection(TreeSet::new));
            throw new IllegalStateException("no backend " + String.join(", ", missing) + " on the class path; there "
                    + (there.isEmpty() ? "is none" : "is " + String.join(", ", there)));
        }
        return found.stream()
                .filter(factory -> names.isEmpty() ? factory.isDefault() : names.contains(factory.name()))
                .collect(Collectors.toList());
    }

    /** Returns what can be loaded; a backend that cannot is no reason to do without the others. */
    private static List<BackendFactory> installed() {
        List<BackendFactory> found = new ArrayList<>();
        ClassLoader loader = DefaultRavningProvider.class.getClassLoader();
        Iterator<BackendFactory> factories =
                ServiceLoader.load(BackendFactory.class, loader).iterator();
        while (true) {
            try {
                if (!factories.hasNext()) {
                    return found;
                }
                found.add(factories.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.warn("a backend cannot be loaded and is left out: {}", e.toString());
            }
        }
    }
}
