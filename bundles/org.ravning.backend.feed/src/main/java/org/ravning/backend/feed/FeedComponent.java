// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.time.Clock;
import java.util.ArrayList;
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
    /** The settings of the instance before this one. */
    private static final AtomicReference<@Nullable FeedSettings> LAST_GOOD = new AtomicReference<>();

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /**
     * Registers the backend, if there are sources. If the settings that are written cannot be used, it is the last good ones
     * that hold; if there are none, there is no backend, and health says why.
     */
    @Activate
    public FeedComponent(BundleContext context, Map<String, Object> properties) {
        String fault = "";
        try {
            LAST_GOOD.set(
                    FeedSettings.of(WrittenFeedSettings.config(properties), context::getProperty, System::getenv));
        } catch (IllegalArgumentException e) {
            fault = String.valueOf(e.getMessage());
        }
        FeedSettings settings = LAST_GOOD.get();
        FeedBackend backend = settings == null || settings.sources().isEmpty()
                ? null
                : new FeedBackend(settings, ownName::get, Clock.systemUTC());
        if (!fault.isEmpty()) {
            String otherwise = backend == null ? "feeds are off" : "feeds go on with the last good settings";
            LOG.error("{}: {} ({}.cfg)", otherwise, fault, PID);
        }
        if (backend != null) {
            registrations.add(context.registerService(Backend.class, backend, null));
        }
        if (backend != null || !fault.isEmpty()) {
            HealthSource health = fault.isEmpty() && backend != null ? backend : new FeedHealth(backend, fault);
            registrations.add(context.registerService(HealthSource.class, health, null));
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
        registrations.forEach(ServiceRegistration::unregister);
    }
}
