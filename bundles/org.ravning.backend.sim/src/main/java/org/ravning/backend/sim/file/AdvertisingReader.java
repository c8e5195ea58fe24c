// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.backend.sim.air.EventPlan;
import org.ravning.backend.sim.air.Payload;
import org.ravning.backend.sim.signal.BthomeCipher;
import org.ravning.backend.sim.signal.BthomeFrame;
import org.ravning.backend.sim.signal.BthomeObject;
import org.ravning.backend.sim.signal.RuuviFrame;
import org.ravning.backend.sim.signal.Signal;
import org.ravning.codec.AdvertisingDataEncoder;

/** Reads what a device advertises, or answers to a scan request. */
final class AdvertisingReader {
    private static final UUID BTHOME = BleUuid.of(0xFCD2);

    private final SignalReader signals;
    private final ValueReader values;
    private final DeviceAddress address;
    private final boolean triggered;
    private final List<EventPlan> events = new ArrayList<>();

    AdvertisingReader(SignalReader signals, ValueReader values, DeviceAddress address, boolean triggered) {
        this.signals = signals;
        this.values = values;
        this.address = address;
        this.triggered = triggered;
    }

    /** Returns the events that were found in what was read. */
    List<EventPlan> events() {
        return List.copyOf(events);
    }

    /** Reads AD structures; the name is sent too if it is there and nothing else is said. */
    Payload read(Yaml yaml, @Nullable String name) {
        Fields fields = yaml.fields(
                "flags",
                "local_name",
                "tx_power",
                "appearance",
                "services",
                "manufacturer",
                "service_data",
                "bthome",
                "ruuvi",
                "ad",
                "malformed_every");
        Payload payload = fields.has("ad") ? raw(fields) : structured(fields, name);
        return fields.get("malformed_every")
                .map(every -> malformed(payload, every.integer(1, 1_000_000)))
                .orElse(payload);
    }

    private Payload raw(Fields fields) {
        for (String key : fields.entries().keySet()) {
            if (!key.equals("ad") && !key.equals("malformed_every")) {
                throw fields.require(key).wrong("\"ad\" gives all bytes; there can be nothing beside it");
            }
        }
        return values.read(fields.require("ad"));
    }

    private Payload structured(Fields fields, @Nullable String name) {
        AdvertisingData.Builder fixed = AdvertisingData.builder();
        fixed.localName(fields.get("local_name").map(Yaml::text).orElse(name));
        fields.with("flags", flags -> fixed.flags(flags.integer(0, 0xFF)));
        fields.with("tx_power", power -> fixed.txPower(power.integer(-127, 127)));
        fields.with("appearance", appearance -> fixed.appearance(appearance.integer(0, 0xFFFF)));
        fields.with("services", list -> list.items().forEach(item -> fixed.serviceUuid(item.uuid())));
        AdvertisingData base = fixed.build();

        Map<Integer, Payload> manufacturer = new LinkedHashMap<>();
        Map<UUID, Payload> service = new LinkedHashMap<>();
        fields.with(
                "manufacturer",
                map -> map.entries()
                        .forEach((company, value) -> manufacturer.put(company(company, value), values.read(value))));
        fields.with(
                "service_data",
                map -> map.entries()
                        .forEach((uuid, value) ->
                                service.put(value.checked(() -> BleUuid.parse(uuid)), values.read(value))));
        fields.with("bthome", map -> service.put(BTHOME, bthome(map)));
        fields.with("ruuvi", map -> manufacturer.put(RuuviFrame.COMPANY, ruuvi(map)));
        return moment -> {
            AdvertisingData.Builder now = AdvertisingData.builder();
            manufacturer.forEach((company, payload) -> now.manufacturerData(company, payload.at(moment)));
            service.forEach((uuid, payload) -> now.serviceData(uuid, payload.at(moment)));
            return AdvertisingDataEncoder.encode(base.merge(now.build()));
        };
    }

    private static int company(String text, Yaml value) {
        try {
            int company = Integer.decode(text);
            if (company >= 0 && company <= 0xFFFF) {
                return company;
            }
        } catch (NumberFormatException e) {
            throw notACompany(value);
        }
        throw notACompany(value);
    }

    private static AirFileException notACompany(Yaml value) {
        return value.wrong("expected a company identifier as key, such as 0x0499");
    }

    private Payload bthome(Yaml yaml) {
        List<BthomeFrame.Item> items = new ArrayList<>();
        boolean numbered = false;
        Bytes key = null;
        for (Map.Entry<String, Yaml> entry : yaml.entries().entrySet()) {
            if (entry.getKey().equals("packet_id")) {
                numbered = entry.getValue().bool();
            } else if (entry.getKey().equals("key")) {
                key = key(entry.getValue());
            } else {
                items.add(item(entry.getKey(), entry.getValue()));
            }
        }
        Payload plain = new BthomeFrame(items, triggered, numbered);
        return key == null ? plain : new BthomeCipher(plain, key, address, 1);
    }

    private static Bytes key(Yaml yaml) {
        try {
            Bytes key = Bytes.ofHex(yaml.text());
            if (key.length() == BthomeCipher.KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw notAKey(yaml);
        }
        throw notAKey(yaml);
    }

    // A key is not repeated in a message, not even a wrong one.
    private static AirFileException notAKey(Yaml yaml) {
        return yaml.wrong("expected a key of 32 hexadecimal digits");
    }

    private BthomeFrame.Item item(String name, Yaml yaml) {
        BthomeObject object = BthomeObject.named(name)
                .orElseThrow(
                        () -> yaml.wrong(
                                "no such BTHome object; expected packet_id, temperature, humidity, battery, button, opening, ..."));
        if (object.isEvent()) {
            events.add(eventPlan(name, object, yaml));
            return new BthomeFrame.Item(name, object, Signal.constant(0));
        }
        return new BthomeFrame.Item(name, object, signals.read(yaml));
    }

    private static EventPlan eventPlan(String name, BthomeObject object, Yaml yaml) {
        Fields fields = yaml.fields("events", "every", "jitter");
        List<String> names = new ArrayList<>();
        for (Yaml item : fields.require("events").items()) {
            if (!BthomeFrame.knows(object, item.text())) {
                throw item.expected("one of " + String.join(", ", BthomeFrame.events(object)));
            }
            names.add(item.text());
        }
        return yaml.checked(() -> new EventPlan(
                name,
                names,
                fields.require("every").duration(),
                fields.get("jitter").map(Yaml::durationOrZero).orElse(java.time.Duration.ZERO)));
    }

    private Payload ruuvi(Yaml yaml) {
        Map<RuuviFrame.Field, Signal> fields = new EnumMap<>(RuuviFrame.Field.class);
        yaml.entries()
                .forEach((name, value) -> fields.put(
                        RuuviFrame.Field.named(name)
                                .orElseThrow(
                                        () -> value.wrong(
                                                "no such value of a RuuviTag; expected temperature, humidity, pressure, voltage, ...")),
                        signals.read(value)));
        return new RuuviFrame(fields, address);
    }

    /** Returns a payload of which each n-th frame is cut short in its last structure. */
    private static Payload malformed(Payload payload, int every) {
        java.util.concurrent.atomic.AtomicLong frames = new java.util.concurrent.atomic.AtomicLong();
        return moment -> {
            Bytes frame = payload.at(moment);
            boolean cut = frames.incrementAndGet() % every == 0 && !frame.isEmpty();
            return cut ? frame.slice(0, frame.length() - 1) : frame;
        };
    }
}
