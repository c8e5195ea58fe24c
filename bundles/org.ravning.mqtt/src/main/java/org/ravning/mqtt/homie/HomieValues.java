// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.session.Publisher;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;

/** Tells the values of a device by one version of the convention. */
final class HomieValues {
    private final Convention convention;
    private final Publisher publisher;
    private final Duration repeat;
    private final Clock clock;

    /** @param repeat the time between two values of the signal strength */
    HomieValues(Convention convention, Publisher publisher, Duration repeat, Clock clock) {
        this.convention = convention;
        this.publisher = publisher;
        this.repeat = repeat;
        this.clock = clock;
    }

    void tell(ShownDevice now, String device, ThingState state, Predicate<String> which) {
        boolean late = !clock.instant().isBefore(now.rssiAt.plus(repeat));
        for (HomieDevice.Node node : now.device.nodes()) {
            for (HomieProperty property : node.properties()) {
                String name = property.property().name();
                boolean signal =
                        name.equals(HomieDevice.RSSI.name()) && !state.values().containsKey(name);
                if (property.isRetained() && (signal ? late && state.rssi() != null : which.test(name))) {
                    String topic = device + "/" + node.id() + "/" + property.id();
                    value(now, topic, property, signal ? rssi(state) : told(state, name));
                }
            }
        }
        if (late) {
            now.rssiAt = clock.instant();
        }
    }

    private static @Nullable Value rssi(ThingState state) {
        return state.rssi() == null ? null : Value.of(state.rssi());
    }

    private static @Nullable Value told(ThingState state, String name) {
        ThingState.TimedValue told = state.values().get(name);
        return told == null ? null : told.value();
    }

    private void value(ShownDevice now, String topic, HomieProperty property, @Nullable Value value) {
        Optional<String> payload = value == null ? Optional.empty() : property.payload(value);
        if (payload.isEmpty()) {
            publisher.clear(topic);
            return;
        }
        if (convention == Convention.V5 && property.isSettable() && now.targets.add(topic)) {
            publisher.retain(topic + "/$target", Bytes.ofUtf8(payload.get()));
        }
        publisher.retain(topic, Bytes.ofUtf8(payload.get()));
    }

    /** Tells an event; Homie 5 wants it now or never. */
    void happened(String topic, String word) {
        if (convention == Convention.V5) {
            publisher.sample(topic, Bytes.ofUtf8(word));
        } else {
            publisher.send(topic, Bytes.ofUtf8(word));
        }
    }
}
