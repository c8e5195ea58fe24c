// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.CharacteristicProperty;
import org.ravning.backend.sim.air.AirCharacteristic;
import org.ravning.backend.sim.air.AirDeviceBuilder;
import org.ravning.backend.sim.air.AirService;
import org.ravning.backend.sim.air.Event;
import org.ravning.backend.sim.air.Moment;
import org.ravning.backend.sim.air.Payload;

/** Reads a device's services. */
final class GattReader {
    private final ValueReader values;
    private final Set<String> characteristics = new TreeSet<>();

    GattReader(ValueReader values) {
        this.values = values;
    }

    void read(Yaml yaml, AirDeviceBuilder device) {
        for (Yaml service : yaml.items()) {
            for (Yaml characteristic : characteristicsOf(service)) {
                characteristics.add(uuidOf(characteristic));
            }
        }
        for (Yaml service : yaml.items()) {
            Fields fields = service.fields("uuid", "primary", "characteristics");
            device.service(fields.require("uuid").uuid(), plan -> {
                plan.primary(fields.get("primary").map(Yaml::bool).orElse(true));
                fields.with("characteristics", list -> list.items().forEach(item -> characteristic(item, plan)));
            });
        }
    }

    private static Iterable<Yaml> characteristicsOf(Yaml service) {
        return service.fields("uuid", "primary", "characteristics")
                .get("characteristics")
                .map(Yaml::items)
                .orElse(java.util.List.of());
    }

    private static String uuidOf(Yaml characteristic) {
        return BleUuid.shortText(fieldsOf(characteristic).require("uuid").uuid());
    }

    private static Fields fieldsOf(Yaml characteristic) {
        return characteristic.fields(
                "uuid", "properties", "value", "notify", "descriptors", "read", "write", "on_write", "paired_only");
    }

    private void characteristic(Yaml yaml, AirService.Builder service) {
        Fields fields = fieldsOf(yaml);
        service.characteristic(fields.require("uuid").uuid(), plan -> {
            fields.require("properties").items().forEach(name -> plan.allow(property(name)));
            fields.with("value", value -> plan.value(values.read(value)));
            fields.with("notify", notify -> notify(notify, plan));
            fields.with("paired_only", is -> plan.pairedOnly(is.bool()));
            fields.with("read", fault -> plan.readFault(FaultReader.read(fault)));
            fields.with("write", fault -> plan.writeFault(FaultReader.read(fault)));
            fields.with("descriptors", list -> list.items().forEach(item -> descriptor(item, plan)));
            fields.with("on_write", list -> list.items().forEach(item -> plan.onWrite(reaction(item))));
        });
    }

    private static CharacteristicProperty property(Yaml yaml) {
        try {
            return CharacteristicProperty.valueOf(yaml.text().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw yaml.expected("read, write, write_without_response, notify or indicate");
        }
    }

    private static void notify(Yaml yaml, AirCharacteristic.Builder plan) {
        Fields fields = yaml.fields("every", "on_change", "at_once");
        fields.with("every", every -> plan.notifyEvery(every.duration()));
        if (fields.get("on_change").map(Yaml::bool).orElse(false)) {
            plan.notifyOnChange();
        }
        if (fields.get("at_once").map(Yaml::bool).orElse(false)) {
            plan.notifyAtOnce();
        }
    }

    private void descriptor(Yaml yaml, AirCharacteristic.Builder plan) {
        Fields fields = yaml.fields("uuid", "value", "writable");
        plan.descriptor(
                fields.require("uuid").uuid(),
                fields.get("value").map(values::read).orElse(Payload.EMPTY),
                fields.get("writable").map(Yaml::bool).orElse(false));
    }

    /** Reads what a write does besides: set another value, hang up, or press a button. */
    private AirCharacteristic.Reaction reaction(Yaml yaml) {
        Fields fields = yaml.fields("when", "after", "set", "value", "notify", "disconnect", "event", "source");
        Optional<Bytes> when = fields.get("when").map(Yaml::hex);
        Duration after = fields.get("after").map(Yaml::durationOrZero).orElse(Duration.ZERO);
        AirCharacteristic.Reaction effect = effect(fields, yaml);
        return (characteristic, written) -> {
            if (when.isEmpty() || written.startsWith(when.get())) {
                if (after.isZero()) {
                    effect.accept(characteristic, written);
                } else {
                    characteristic.device().later(after, () -> effect.accept(characteristic, written));
                }
            }
        };
    }

    private AirCharacteristic.Reaction effect(Fields fields, Yaml yaml) {
        if (fields.has("set")) {
            return setting(fields, fields.require("set"));
        }
        if (fields.get("disconnect").map(Yaml::bool).orElse(false)) {
            return (characteristic, written) -> characteristic.device().disconnect();
        }
        if (fields.has("event")) {
            Event event = new Event(
                    fields.get("source").map(Yaml::text).orElse("button"),
                    fields.require("event").text());
            return (characteristic, written) -> characteristic.device().fire(event);
        }
        throw yaml.wrong("expected one of set, disconnect: true, event");
    }

    private AirCharacteristic.Reaction setting(Fields fields, Yaml target) {
        String uuid = BleUuid.shortText(target.uuid());
        if (!characteristics.contains(uuid)) {
            throw target.expected("a characteristic of this device: " + String.join(", ", characteristics));
        }
        Optional<Payload> value = fields.get("value").map(values::read);
        boolean notify = fields.get("notify").map(Yaml::bool).orElse(true);
        return (characteristic, written) -> {
            AirCharacteristic other = characteristic.device().characteristic(uuid);
            Bytes bytes = value.map(payload -> payload.at(new Moment(Duration.ZERO, null)))
                    .orElse(written);
            if (notify) {
                other.notifyNow(bytes);
            } else {
                other.value(bytes);
            }
        };
    }
}
