// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.util.List;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleScanner;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;

/** A thing registry with its own threads, for a program with or without OSGi. Closing it ends its scan, links and threads. */
public final class Things implements HealthSource, AutoCloseable {
    private final Workers workers = new Workers();
    private final DefaultThingRegistry registry;

    private Things(
            BleScanner scanner,
            BleCentral central,
            BleAdapters adapters,
            ThingSettings settings,
            ThingRecords records) {
        registry = new DefaultThingRegistry(
                new DefaultThingRegistry.Bluetooth(scanner, central, adapters), settings, records, workers.threads());
    }

    /** Opens a registry that listens at once, and forgets at its end what it is told of names and options. */
    public static Things open(
            BleScanner scanner,
            BleCentral central,
            BleAdapters adapters,
            List<? extends Profile> profiles,
            ThingSettings settings) {
        return open(scanner, central, adapters, profiles, settings, ThingRecords.inMemory());
    }

    /** Opens a registry that listens at once, with what these records keep. */
    public static Things open(
            BleScanner scanner,
            BleCentral central,
            BleAdapters adapters,
            List<? extends Profile> profiles,
            ThingSettings settings,
            ThingRecords records) {
        Things things = new Things(scanner, central, adapters, settings, records);
        profiles.forEach(things::add);
        things.start();
        return things;
    }

    /** Prepares a registry that does not listen yet. */
    static Things prepare(
            BleScanner scanner,
            BleCentral central,
            BleAdapters adapters,
            ThingSettings settings,
            ThingRecords records) {
        return new Things(scanner, central, adapters, settings, records);
    }

    /** Begins to listen; returns at once. */
    void start() {
        registry.start();
    }

    /** Returns the registry. */
    public ThingRegistry registry() {
        return registry;
    }

    /** Returns what changes names, options and which devices become things. */
    public ThingAdministration administration() {
        return registry.administration();
    }

    /** Returns the links of things, for who shares the things with other gateways. */
    public ThingLinks links() {
        return registry.links();
    }

    /** Adds a profile. */
    public void add(Profile profile) {
        registry.add(profile);
    }

    /** Removes a profile, and the things that no other recognises. */
    public void remove(Profile profile) {
        registry.remove(profile);
    }

    @Override
    public String name() {
        return "things";
    }

    @Override
    public Health health() {
        return registry.health();
    }

    @Override
    public void close() {
        registry.close();
        workers.close();
    }
}
