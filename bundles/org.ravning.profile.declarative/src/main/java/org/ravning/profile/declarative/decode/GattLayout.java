// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Value;

/**
 * What is read from and written to a kind of device over a link. Immutable; any thread may use it.
 *
 * @param policy when to connect
 * @param model what kind of device it is
 * @param reads the characteristics that tell something
 * @param sets the properties that can be set
 * @param numbers how many numbers the expressions may name
 */
public record GattLayout(
        ConnectionPolicy policy, DeviceModel model, List<Read> reads, List<Setting> sets, int numbers) {
    /** Copies the lists. */
    public GattLayout {
        reads = List.copyOf(reads);
        sets = List.copyOf(sets);
    }

    /**
     * A characteristic that tells something.
     *
     * @param target which
     * @param triggers when its value is taken; what the characteristic cannot do is left out
     * @param request what makes the device tell it, or null if it does unasked
     * @param steps how its value is read
     */
    public record Read(
            GattTarget target,
            Set<Trigger> triggers,
            @Nullable Request request,
            List<Step> steps) {
        /** Copies the collections. */
        public Read {
            triggers = Set.copyOf(triggers);
            steps = List.copyOf(steps);
        }

        /** Returns what the value tells. */
        public List<Property> properties() {
            List<Property> properties = new ArrayList<>();
            steps.forEach(step -> properties.addAll(step.properties()));
            return properties;
        }
    }

    /**
     * A write that makes the device tell something.
     *
     * @param target where it is written to
     * @param value what is written
     * @param mode how
     */
    public record Request(GattTarget target, Bytes value, WriteMode mode) {}

    /**
     * A property that can be set.
     *
     * @param property which
     * @param target where it is written to
     * @param mode how
     * @param template what is written
     */
    public record Setting(Property property, GattTarget target, WriteMode mode, Template template) {}

    /** Returns what to do with a device that has these services: the part of the layout that it has. */
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        for (Read read : reads) {
            read.target()
                    .find(database)
                    .ifPresent(found -> sources.add(new GattPlan.Source(
                            found,
                            possible(read, found),
                            read.properties(),
                            value -> decode(read, value),
                            request(read, database))));
        }
        List<GattPlan.Sink> sinks = new ArrayList<>();
        for (Setting set : sets) {
            set.target()
                    .find(database)
                    .ifPresent(found ->
                            sinks.add(new GattPlan.Sink(set.property(), (value, current) -> write(set, found, value))));
        }
        return new GattPlan(sources, sinks);
    }

    private static GattPlan.@Nullable Write request(Read read, GattDatabase database) {
        Request request = read.request();
        return request == null
                ? null
                : request.target()
                        .find(database)
                        .map(found -> new GattPlan.Write(found, request.value(), request.mode()))
                        .orElse(null);
    }

    private static Set<Trigger> possible(Read read, Characteristic found) {
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        boolean canTell = found.can(CharacteristicProperty.READ) || read.request() != null && found.canSubscribe();
        for (Trigger trigger : read.triggers()) {
            if (trigger == Trigger.SUBSCRIBE ? found.canSubscribe() : canTell) {
                triggers.add(trigger);
            }
        }
        return triggers;
    }

    /** Makes readings of a characteristic's value; never throws. */
    public Decoded decode(Read read, Bytes value) {
        Scope scope = new Scope(null, DecodeContext.NONE, value, model, numbers);
        try {
            scope.run(read.steps());
            return scope.result(false);
        } catch (Rejection e) {
            return e.malformed();
        }
    }

    private static GattPlan.Write write(Setting set, Characteristic found, Value value) {
        return new GattPlan.Write(found, set.template().fill(value), set.mode());
    }
}
