// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.time.Instant;
import java.util.Set;
import org.ravning.api.AdapterListener;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleException;
import org.ravning.mqtt.bridge.BridgePublisher;
import org.ravning.mqtt.homie.Homie;
import org.ravning.mqtt.thing.ThingPublisher;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;

/** Takes news of things and adapters to those who publish them. */
record News(ThingPublisher things, Homie homie, BridgePublisher bridge) implements ThingListener, AdapterListener {
    @Override
    public void onThing(Thing thing) {
        things.onThing(thing);
        homie.onThing(thing);
        bridge.changed();
    }

    @Override
    public void onThingRemoved(Thing thing) {
        things.onThingRemoved(thing);
        homie.onThingRemoved(thing);
        bridge.changed();
    }

    @Override
    public void onState(Thing thing, ThingState state, Set<String> told) {
        things.onState(thing, state, told);
        homie.onState(thing, state, told);
    }

    @Override
    public void onEvent(Thing thing, Event event, Instant at) {
        things.onEvent(thing, event, at);
        homie.onEvent(thing, event, at);
    }

    @Override
    public void onAvailability(Thing thing, Availability availability) {
        things.onAvailability(thing, availability);
        homie.onAvailability(thing, availability);
    }

    @Override
    public void onAdapterAdded(BleAdapter adapter) {
        bridge.changed();
    }

    @Override
    public void onAdapterChanged(BleAdapter adapter) {
        bridge.changed();
    }

    @Override
    public void onAdapterRemoved(BleAdapter adapter, BleException cause) {
        bridge.changed();
    }

    @Override
    public void onBackendStatus(BackendStatus status) {
        bridge.changed();
    }
}
