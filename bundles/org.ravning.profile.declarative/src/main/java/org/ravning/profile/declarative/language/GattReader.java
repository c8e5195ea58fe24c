// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.declarative.decode.GattLayout;
import org.ravning.profile.declarative.decode.GattTarget;
import org.ravning.profile.declarative.decode.Step;
import org.ravning.profile.declarative.decode.Template;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Reads {@code gatt}: what is read from and written to a device over a link. */
final class GattReader {
    private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,5}) *(s|m|h)");
    private static final String[] SET = {
        "service", "characteristic", "mode", "write", "least", "most", "step", "unit", "label", "class", "category"
    };
    private static final int LONGEST_TEXT = 512;

    private final Slots slots = new Slots();
    private final boolean bigEndian;

    GattReader(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    GattLayout read(Place place, DeviceModel model) {
        Settings settings = place.settings("connect", "every", "read", "set");
        List<GattLayout.Read> reads = new ArrayList<>();
        settings.list("read").forEach(item -> reads.add(source(item)));
        List<GattLayout.Setting> sets = new ArrayList<>();
        Set<String> told = new HashSet<>();
        reads.forEach(read -> read.properties().forEach(property -> told.add(property.name())));
        settings.find("set")
                .ifPresent(found ->
                        found.entries().forEach((name, item) -> sets.add(setting(name, item, told.contains(name)))));
        if (reads.isEmpty() && sets.isEmpty()) {
            throw place.wrong("\"read\" or \"set\" is missing");
        }
        return new GattLayout(policy(settings), model, reads, sets, slots.size());
    }

    private static ConnectionPolicy policy(Settings settings) {
        Place connect = settings.require("connect");
        return switch (connect.text()) {
            case "always" -> new ConnectionPolicy.KeepConnected();
            case "on_demand" -> new ConnectionPolicy.OnDemand();
            case "poll" -> new ConnectionPolicy.Poll(settings.require("every").map(GattReader::interval));
            default -> throw connect.expected("always, poll or on_demand");
        };
    }

    private static Duration interval(String text) {
        Matcher matcher = INTERVAL.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an interval is written 30s, 5m or 1h");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private GattLayout.Read source(Place place) {
        Settings settings = place.settings("service", "characteristic", "trigger", "request", "fields");
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        for (Place on : settings.list("trigger")) {
            triggers.add(
                    switch (on.text()) {
                        case "connect" -> Trigger.READ_ON_CONNECT;
                        case "poll" -> Trigger.POLL;
                        case "notify" -> Trigger.SUBSCRIBE;
                        default -> throw on.expected("connect, poll or notify");
                    });
        }
        List<Step> steps = new ArrayList<>();
        new FieldReader(slots, bigEndian).read(settings.require("fields"), steps);
        return new GattLayout.Read(
                target(settings),
                triggers.isEmpty() ? EnumSet.allOf(Trigger.class) : triggers,
                settings.find("request").map(GattReader::request).orElse(null),
                steps);
    }

    private static GattLayout.Request request(Place place) {
        Settings settings = place.settings("service", "characteristic", "mode", "write");
        return new GattLayout.Request(
                target(settings), settings.require("write").map(Bytes::ofHex), mode(settings));
    }

    private static GattTarget target(Settings settings) {
        UUID service =
                settings.find("service").map(place -> place.map(BleUuid::parse)).orElse(null);
        return new GattTarget(service, settings.require("characteristic").map(BleUuid::parse));
    }

    private GattLayout.Setting setting(String name, Place place, boolean told) {
        Settings settings = place.settings(SET);
        Place write = settings.require("write");
        PropertyType type = type(settings, write);
        Template template = write.isMapping() ? words(write) : write.map(text -> TemplateReader.read(text, bigEndian));
        return new GattLayout.Setting(
                PropertyReader.read(name, type, settings)
                        .with(told ? new Access[] {Access.PUBLISHED, Access.SETTABLE} : new Access[] {Access.SETTABLE}),
                target(settings),
                mode(settings),
                template);
    }

    private static PropertyType type(Settings settings, Place write) {
        if (!write.isMapping()) {
            if (write.text().contains("{colour}")) {
                return TemplateReader.COLOUR;
            }
            return write.text().contains("{text}")
                    ? new PropertyType.TextType(settings.integer("most", LONGEST_TEXT, 1, LONGEST_TEXT))
                    : new PropertyType.NumberType(
                            settings.decimal("least"), settings.decimal("most"), settings.decimal("step"));
        }
        Set<String> words = write.entries().keySet();
        return words.equals(Set.of("true", "false"))
                ? PropertyType.BOOLEAN
                : new PropertyType.EnumType(new ArrayList<>(words));
    }

    private static Template words(Place write) {
        Map<String, Bytes> words = new LinkedHashMap<>();
        write.entries().forEach((word, hex) -> words.put(word, hex.map(Bytes::ofHex)));
        return new Template.Words(words);
    }

    private static WriteMode mode(Settings settings) {
        Place place = settings.find("mode").orElse(null);
        if (place == null) {
            return WriteMode.AUTO;
        }
        return switch (place.text()) {
            case "with_response" -> WriteMode.WITH_RESPONSE;
            case "without_response" -> WriteMode.WITHOUT_RESPONSE;
            default -> throw place.expected("with_response or without_response");
        };
    }
}
