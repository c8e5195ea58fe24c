// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.io.File;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleScanner;
import org.ravning.api.Subscription;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.ravning.things.record.ThingRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry in the service registry; profiles come and go as services. */
@Component(
        service = {ThingRegistry.class, HealthSource.class},
        configurationPid = ThingsConfig.PID)
@Designate(ocd = ThingsConfig.class)
public final class ThingsComponent implements ThingRegistry, HealthSource {
    private static final Logger LOG = LoggerFactory.getLogger(ThingsComponent.class);

    private static final String FILE = "things.properties";

    private final Things things;
    private final ServiceRegistration<ThingAdministration> administration;
    private final ServiceRegistration<ThingLinks> links;

    /** Puts the registry together. */
    @Activate
    public ThingsComponent(
            BundleContext context,
            ThingsConfig config,
            @Reference BleScanner scanner,
            @Reference BleCentral central,
            @Reference BleAdapters adapters) {
        Path data = data(context);
        ThingRecords records = data == null ? ThingRecords.inMemory() : ThingRecords.in(data.resolve(FILE));
        things = Things.prepare(scanner, central, adapters, new SettingsReader(data, LOG::error).read(config), records);
        administration = context.registerService(ThingAdministration.class, things.administration(), null);
        links = context.registerService(ThingLinks.class, things.links(), null);
    }

    /** Returns the gateway's data folder, or that of this bundle where there is no gateway; null if there is neither. */
    private static @Nullable Path data(BundleContext context) {
        String folder = context.getProperty("ravning.data");
        File own = context.getDataFile("");
        return folder != null ? Paths.get(folder) : own == null ? null : own.toPath();
    }

    @Activate
    void activate() {
        things.start();
    }

    @Deactivate
    void deactivate() {
        links.unregister();
        administration.unregister();
        things.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addAdvertisementProfile(AdvertisementProfile profile) {
        things.add(profile);
    }

    void removeAdvertisementProfile(AdvertisementProfile profile) {
        things.remove(profile);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addGattProfile(GattProfile profile) {
        things.add(profile);
    }

    void removeGattProfile(GattProfile profile) {
        things.remove(profile);
    }

    @Override
    public List<Thing> things() {
        return things.registry().things();
    }

    @Override
    public Optional<Thing> find(String nameOrId) {
        return things.registry().find(nameOrId);
    }

    @Override
    public Optional<ThingState> state(ThingId thing) {
        return things.registry().state(thing);
    }

    @Override
    public List<ProfileInfo> profiles() {
        return things.registry().profiles();
    }

    @Override
    public Subscription listen(ThingListener listener) {
        return things.registry().listen(listener);
    }

    @Override
    public CompletionStage<CommandResult> submit(Command command) {
        return things.registry().submit(command);
    }

    @Override
    public String name() {
        return things.name();
    }

    @Override
    public Health health() {
        return things.health();
    }
}
