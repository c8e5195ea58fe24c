// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.ravning.api.AddressType;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.backend.sim.air.AirDevice;
import org.ravning.backend.sim.air.AirDeviceBuilder;
import org.ravning.backend.sim.air.Event;
import org.ravning.backend.sim.air.EventPlan;
import org.ravning.backend.sim.air.Moment;
import org.ravning.backend.sim.air.PairingPlan;
import org.ravning.backend.sim.air.Payload;
import org.ravning.backend.sim.signal.RandomWalk;
import org.ravning.backend.sim.signal.Signal;
import org.ravning.codec.AdvertisingDataEncoder;

/** Reads a device. */
final class DeviceReader {
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration USUAL_SUPERVISION = Duration.ofSeconds(2);
    private static final Duration USUAL_CONNECT_DELAY = Duration.ofMillis(30);
    private static final int USUAL_EVENT_REPEATS = 5;
    private static final Duration USUAL_EVENT_GAP = Duration.ofMillis(60);
    private static final int MOST_EXTENDED = 1650;

    private final Function<String, Random> chances;
    private final List<String> adapters;

    DeviceReader(Function<String, Random> chances, List<String> adapters) {
        this.chances = chances;
        this.adapters = adapters;
    }

    AirDeviceBuilder read(Yaml yaml) {
        Fields fields = yaml.fields(
                "address",
                "address_type",
                "name",
                "interval",
                "jitter",
                "connectable",
                "extended",
                "rssi",
                "heard_by",
                "out_of_range",
                "event_frames",
                "advertise",
                "scan_response",
                "connection",
                "pairing",
                "gatt");
        DeviceAddress address = address(fields);
        SignalReader signals = new SignalReader(path -> chances.apply(address + " " + path));
        ValueReader values = new ValueReader(signals);
        AirDeviceBuilder device = AirDevice.builder(address);
        advertising(fields, device, new AdvertisingReader(signals, values, address, isTriggered(fields)));
        fields.with(
                "heard_by",
                list -> device.heardBy(list.items().stream().map(this::adapter).toList()));
        fields.with("out_of_range", map -> outage(map.fields("every", "for"), device));
        device.connectable(fields.get("connectable").map(Yaml::bool).orElse(fields.has("gatt")));
        device.supervision(USUAL_SUPERVISION).connectDelay(USUAL_CONNECT_DELAY);
        fields.get("name").map(Yaml::text).ifPresent(device::name);
        fields.with("connection", map -> connection(map, device));
        fields.with("pairing", map -> pairing(map.fields("method", "passkey", "paired"), device));
        Signal rssi = fields.get("rssi").map(signals::read).orElseGet(() -> usualRssi(address));
        device.rssi(moment -> (int) Math.round(rssi.at(moment.elapsed())));
        fields.with("gatt", list -> new GattReader(values).read(list, device));
        return device;
    }

    private static DeviceAddress address(Fields fields) {
        AddressType type = fields.get("address_type")
                .map(yaml -> switch (yaml.text().toLowerCase(Locale.ROOT)) {
                    case "random" -> AddressType.RANDOM;
                    case "public" -> AddressType.PUBLIC;
                    default -> throw yaml.expected("random or public");
                })
                .orElse(AddressType.RANDOM);
        return addressOf(fields.require("address"), type);
    }

    static DeviceAddress addressOf(Yaml yaml, AddressType type) {
        try {
            return DeviceAddress.of(yaml.text(), type);
        } catch (IllegalArgumentException e) {
            throw yaml.expected("an address such as C2:00:00:00:00:01");
        }
    }

    private static boolean isTriggered(Fields fields) {
        return fields.get("interval")
                .filter(i -> i.isScalar() && i.text().equals("none"))
                .isPresent();
    }

    private static void advertising(Fields fields, AirDeviceBuilder device, AdvertisingReader reader) {
        String name = fields.get("name").map(Yaml::text).orElse(null);
        int most = fields.get("extended").map(Yaml::bool).orElse(false)
                ? MOST_EXTENDED
                : AdvertisingDataEncoder.LEGACY_LENGTH;
        fields.with("advertise", yaml -> device.advertisement(fitting(yaml, reader.read(yaml, null), reader, most)));
        if (fields.has("scan_response")) {
            Yaml yaml = fields.require("scan_response");
            device.scanResponse(fitting(yaml, reader.read(yaml, name), reader, most));
        } else if (name != null) {
            device.scanResponse(nameAlone(fields.require("name"), name, most));
        }
        reader.events().forEach(device::events);
        if (!isTriggered(fields)) {
            device.interval(fields.get("interval").map(Yaml::duration).orElse(USUAL_INTERVAL));
        }
        fields.with("jitter", jitter -> device.jitter(jitter.durationOrZero()));
        device.eventRepeats(USUAL_EVENT_REPEATS, USUAL_EVENT_GAP);
        fields.with("event_frames", map -> {
            Fields frames = map.fields("repeat", "gap");
            device.eventRepeats(
                    frames.get("repeat").map(y -> y.integer(1, 100)).orElse(USUAL_EVENT_REPEATS),
                    frames.get("gap").map(Yaml::duration).orElse(USUAL_EVENT_GAP));
        });
    }

    /** Checks on one example, that of an event if there are any, that the bytes fit into a packet. */
    private static Payload fitting(Yaml yaml, Payload payload, AdvertisingReader reader, int most) {
        Event event = reader.events().stream()
                .findFirst()
                .map((EventPlan plan) -> new Event(plan.source(), plan.values().get(0)))
                .orElse(null);
        Bytes example = yaml.checked(() -> payload.at(new Moment(Duration.ZERO, event)));
        if (example.length() > most) {
            throw yaml.wrong(example.length() + " bytes do not fit into one packet, which carries " + most
                    + (most == MOST_EXTENDED ? "" : "; move something to scan_response, or set extended: true"));
        }
        return payload;
    }

    private static Payload nameAlone(Yaml yaml, String name, int most) {
        Bytes structure = yaml.checked(() -> AdvertisingDataEncoder.structure(0x09, Bytes.ofUtf8(name)));
        if (structure.length() > most) {
            throw yaml.wrong("a name has at most " + (most - 2) + " bytes");
        }
        return Payload.of(structure);
    }

    private String adapter(Yaml yaml) {
        if (!adapters.contains(yaml.text())) {
            throw yaml.expected("the name of an adapter: " + String.join(", ", adapters));
        }
        return yaml.text();
    }

    private static void outage(Fields fields, AirDeviceBuilder device) {
        device.outOfRange(
                fields.require("every").duration(), fields.require("for").duration());
    }

    private static void connection(Yaml yaml, AirDeviceBuilder device) {
        Fields fields = yaml.fields("refuse", "delay", "drop_after", "supervision", "mtu", "keep_advertising");
        fields.with("refuse", refuse -> device.refusing(refuse.bool()));
        fields.with("delay", delay -> device.connectDelay(delay.durationOrZero()));
        fields.with("drop_after", time -> device.dropAfter(time.duration()));
        fields.with("supervision", time -> device.supervision(time.durationOrZero()));
        fields.with("mtu", mtu -> device.mtu(mtu.integer(23, 517)));
        fields.with("keep_advertising", keep -> device.advertisingWhileConnected(keep.bool()));
    }

    private static void pairing(Fields fields, AirDeviceBuilder device) {
        PairingPlan.Method method = fields.get("method")
                .map(yaml -> switch (yaml.text()) {
                    case "just_works" -> PairingPlan.Method.JUST_WORKS;
                    case "enter" -> PairingPlan.Method.ENTER;
                    case "confirm" -> PairingPlan.Method.CONFIRM;
                    case "display" -> PairingPlan.Method.DISPLAY;
                    case "refuse" -> PairingPlan.Method.REFUSE;
                    default -> throw yaml.expected("just_works, enter, confirm, display or refuse");
                })
                .orElse(PairingPlan.Method.JUST_WORKS);
        int passkey = fields.get("passkey").map(key -> key.integer(0, 999_999)).orElse(0);
        device.pairing(new PairingPlan(method, passkey));
        fields.with("paired", is -> device.paired(is.bool()));
    }

    private Signal usualRssi(DeviceAddress address) {
        return new RandomWalk(-62, -75, -50, 3, Duration.ofSeconds(1), chances.apply(address + " rssi"));
    }
}
