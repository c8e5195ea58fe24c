// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.api.health.HealthSource;
import org.ravning.mqtt.broker.LocalBroker;

/**
 * Offers the embedded broker as a service; a change of its settings replaces the service.
 *
 * <p>It registers the service itself: a component's service would carry all settings as properties, the password too.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = BrokerComponent.PID)
@Designate(ocd = BrokerConfig.class)
public final class BrokerComponent {

    static final String PID = "org.ravning.broker";

    private final EmbeddedBroker broker;
    private final ServiceRegistration<?> registration;

    @Activate
    public BrokerComponent(BundleContext context, BrokerConfig config) {
        broker = new EmbeddedBroker(() -> BrokerSettings.of(config));
        Map<String, Object> shown = Map.of("host", config.host(), "port", config.port());
        registration = context.registerService(
                new String[] {LocalBroker.class.getName(), HealthSource.class.getName()},
                broker,
                FrameworkUtil.asDictionary(shown));
    }

    @Deactivate
    void stop() {
        registration.unregister();
        broker.close();
    }
}
