// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.ravning.api.health.HealthSource;
import org.ravning.spi.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the feeds in OSGi, if somebody asked for some. The settings of the bridge's broker hold here as long as the own
 * ones do not say otherwise: the later PID goes before the earlier.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = {"org.ravning.mqtt", FeedComponent.PID})
public final class FeedComponent {
    static final String PID = "org.ravning.backend.feed";

    private static final Logger LOG = LoggerFactory.getLogger(FeedComponent.class);
    private static final String OWN_NAME = "ravning.gateway";

    private final AtomicReference<@Nullable String> ownName = new AtomicReference<>();
    private final @Nullable ServiceRegistration<?> registration;

    /** Registers the backend, if there are sources; settings that cannot be used leave it out and say so. */
    @Activate
    public FeedComponent(BundleContext context, FeedConfig config) {
        registration = register(context, config);
    }

    private @Nullable ServiceRegistration<?> register(BundleContext context, FeedConfig config) {
        try {
            FeedSettings settings = FeedSettings.of(config, context::getProperty, System::getenv);
            if (settings.sources().isEmpty()) {
                return null;
            }
            FeedBackend backend = new FeedBackend(settings, ownName::get, Clock.systemUTC());
            String[] offers = List.of(Backend.class.getName(), HealthSource.class.getName())
                    .toArray(new String[0]);
            return context.registerService(offers, backend, null);
        } catch (IllegalArgumentException e) {
            LOG.error("feeds are off: {} ({}.cfg)", e.getMessage(), PID);
            return null;
        }
    }

    /** Learns what this gateway calls itself when it publishes. */
    @Reference(
            target = "(" + OWN_NAME + "=*)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setBridge(HealthSource bridge, Map<String, ?> properties) {
        if (properties.get(OWN_NAME) instanceof String name) {
            ownName.set(name);
        }
    }

    void unsetBridge(HealthSource bridge) {
        // what it published may still be on its way
    }

    /** Withdraws the backend; core stops it. */
    @Deactivate
    public void withdraw() {
        if (registration != null) {
            registration.unregister();
        }
    }
}
