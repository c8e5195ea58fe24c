// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;

/** The BlueZ backend as a service; core starts and stops it. */
@Component(
        service = {Backend.class, HealthSource.class},
        configurationPid = "org.ravning.backend.bluez",
        property = "ravning.backend=" + BluezBackend.NAME)
@Designate(ocd = BluezComponent.Config.class)
public final class BluezComponent implements Backend, HealthSource {
    /** The settings of the bundle. */
    @ObjectClassDefinition(name = "Ravning backend BlueZ", description = "Bluetooth of Linux, through bluetoothd")
    public @interface Config {
        /** The bus. */
        @AttributeDefinition(
                name = "D-Bus address",
                description = "Where bluetoothd is; empty: DBUS_SYSTEM_BUS_ADDRESS, or the system bus",
                required = false)
        String bus() default "";

        /** How many links may be begun at once. */
        @AttributeDefinition(
                name = "Parallel connects",
                description = "How many links each adapter begins at once, 1 to 16",
                required = false)
        int parallelConnects() default 1;

        /** Whether core may switch an adapter. */
        @AttributeDefinition(
                name = "Power cycle",
                description = "Whether an adapter that scans and hears nothing any more may be switched off and on",
                required = false)
        boolean powerCycle() default false;
    }

    private final BluezBackend backend;

    /** Creates it. */
    @Activate
    public BluezComponent(Config config) {
        backend = new BluezBackend(BluezSettings.of(
                Map.of(
                        BluezSettings.BUS,
                        config.bus(),
                        BluezSettings.PARALLEL_CONNECTS,
                        String.valueOf(config.parallelConnects()),
                        BluezSettings.POWER_CYCLE,
                        String.valueOf(config.powerCycle())),
                System.getenv()));
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public Health health() {
        return backend.health();
    }

    @Override
    public void start(BackendEvents events) {
        backend.start(events);
    }

    @Override
    public void stop() {
        backend.stop();
    }
}
