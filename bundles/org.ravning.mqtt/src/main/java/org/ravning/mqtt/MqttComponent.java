// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.io.File;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleScanner;
import org.ravning.api.health.HealthSource;
import org.ravning.mqtt.broker.LocalBroker;
import org.ravning.mqtt.command.CommandJournal;
import org.ravning.mqtt.homie.HomieMemory;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.ThingRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bridge in an OSGi framework: it runs whatever else is there, and a change of its settings replaces it. */
@Component(
        service = {},
        immediate = true,
        configurationPid = MqttComponent.PID)
@Designate(ocd = MqttConfig.class)
public final class MqttComponent {
    static final String PID = "org.ravning.mqtt";

    private static final String GATEWAY = "ravning.gateway";

    private static final String JOURNAL = "commands.jsonl";
    private static final String MEMORY = "homie.json";
    private static final String BROKER = "mqtt.broker";
    private static final Logger LOG = LoggerFactory.getLogger(MqttComponent.class);

    /** The settings of the instance before this one. */
    private static final AtomicReference<@Nullable MqttSettings> LAST_GOOD = new AtomicReference<>();

    private final MqttThreads threads;
    private final @Nullable MqttBridge bridge;
    private final ServiceRegistration<HealthSource> health;

    /** Makes the bridge, by the last good settings if those that are written cannot be used; if there are none it is off. */
    @Activate
    public MqttComponent(BundleContext context, Map<String, Object> properties) {
        threads = MqttThreads.system();
        SettingsChoice.Chosen chosen = new SettingsChoice(file(context, BROKER), LAST_GOOD)
                .choose(new WrittenSettings(properties), new Overrides(context::getProperty, System::getenv));
        String fault = chosen.fault();
        bridge = chosen.settings() == null ? null : create(context, chosen.settings(), threads);
        if (!fault.isEmpty()) {
            String otherwise = bridge == null ? "MQTT is off" : "MQTT goes on with what was good";
            LOG.error("{}: {} ({}.cfg)", otherwise, fault, PID);
        }
        HealthSource source = bridge == null ? Noted.off(fault) : new Noted(bridge, fault);
        health = context.registerService(HealthSource.class, source, properties(bridge));
    }

    /** Starts the bridge, after an embedded broker that is there was offered to it. */
    @Activate
    void start() {
        if (bridge != null) {
            bridge.start();
        }
    }

    /** Who listens on the broker too learns by this which messages are ours. */
    private static Dictionary<String, String> properties(@Nullable MqttBridge bridge) {
        return bridge == null
                ? FrameworkUtil.asDictionary(Map.of())
                : FrameworkUtil.asDictionary(Map.of(GATEWAY, bridge.gateway()));
    }

    private static MqttBridge create(BundleContext context, MqttSettings settings, MqttThreads threads) {
        String version = context.getBundle().getHeaders().get("Implementation-Version");
        return new MqttBridge(
                settings, version == null ? "unknown" : version, threads, journal(context), memory(context));
    }

    private static CommandJournal journal(BundleContext context) {
        Path file = file(context, JOURNAL);
        return file == null ? CommandJournal.none() : CommandJournal.in(file);
    }

    private static HomieMemory memory(BundleContext context) {
        Path file = file(context, MEMORY);
        return file == null ? HomieMemory.none() : HomieMemory.in(file);
    }

    /** Returns where it is in the gateway's data folder, or in that of this bundle where there is no gateway. */
    private static @Nullable Path file(BundleContext context, String name) {
        String folder = context.getProperty("ravning.data");
        File own = context.getDataFile(name);
        if (folder != null) {
            return Path.of(folder, name);
        }
        return own == null ? null : own.toPath();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setBroker(LocalBroker broker) {
        if (bridge != null) {
            bridge.offer(broker);
        }
    }

    void unsetBroker(LocalBroker broker) {
        if (bridge != null) {
            bridge.withdraw(broker);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setThings(ThingRegistry registry) {
        if (bridge != null) {
            bridge.setThings(registry);
        }
    }

    void unsetThings(ThingRegistry registry) {
        if (bridge != null) {
            bridge.unsetThings(registry);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setAdministration(ThingAdministration administration) {
        if (bridge != null) {
            bridge.setAdministration(administration);
        }
    }

    void unsetAdministration(ThingAdministration administration) {
        if (bridge != null) {
            bridge.unsetAdministration(administration);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setLinks(ThingLinks links) {
        if (bridge != null) {
            bridge.setLinks(links);
        }
    }

    void unsetLinks(ThingLinks links) {
        if (bridge != null) {
            bridge.unsetLinks(links);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setAdapters(BleAdapters adapters) {
        if (bridge != null) {
            bridge.setAdapters(adapters);
        }
    }

    void unsetAdapters(BleAdapters adapters) {
        if (bridge != null) {
            bridge.unsetAdapters(adapters);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setCentral(BleCentral part) {
        if (bridge != null) {
            bridge.setCentral(part);
        }
    }

    void unsetCentral(BleCentral part) {
        if (bridge != null) {
            bridge.unsetCentral(part);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setScanner(BleScanner part) {
        if (bridge != null) {
            bridge.setScanner(part);
        }
    }

    void unsetScanner(BleScanner part) {
        if (bridge != null) {
            bridge.unsetScanner(part);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addHealth(HealthSource source) {
        if (bridge != null) {
            bridge.addHealth(source);
        }
    }

    void removeHealth(HealthSource source) {
        if (bridge != null) {
            bridge.removeHealth(source);
        }
    }

    @Deactivate
    void deactivate() {
        health.unregister();
        if (bridge != null) {
            bridge.close();
        }
        threads.close();
    }
}
