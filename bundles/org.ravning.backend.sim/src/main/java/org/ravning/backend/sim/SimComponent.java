// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.backend.sim.file.AirFile;
import org.ravning.backend.sim.file.AirFileException;
import org.ravning.spi.Backend;

/** Offers the simulation in OSGi, if somebody asked for it. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.ravning.backend.sim")
@Designate(ocd = SimConfig.class)
public final class SimComponent {
    /** The framework property that asks for it and names the file. */
    static final String SIMULATE = "ravning.simulate";

    private final @Nullable ServiceRegistration<Backend> registration;

    /** Registers the backend, if asked to. */
    @Activate
    public SimComponent(BundleContext context, SimConfig config) {
        String asked = context.getProperty(SIMULATE);
        String file = asked != null ? asked : config.enabled() ? config.file() : null;
        registration = file == null ? null : context.registerService(Backend.class, backend(file), null);
    }

    /** Withdraws the backend; core stops it. */
    @Deactivate
    public void withdraw() {
        if (registration != null) {
            registration.unregister();
        }
    }

    private static Backend backend(String file) {
        try {
            return new SimBackend(AirFile.open(file));
        } catch (AirFileException e) {
            return new SimFailedBackend(String.valueOf(e.getMessage()));
        }
    }
}
