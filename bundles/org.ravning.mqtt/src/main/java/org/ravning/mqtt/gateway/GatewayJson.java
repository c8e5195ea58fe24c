// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.Value;

/** What gateways tell each other, as JSON; what comes is checked like any stranger's. */
final class GatewayJson {
    private static final StrictJson JSON = new StrictJson(1 << 17, 4);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern THING = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern SESSION = Pattern.compile("[0-9a-z-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");
    private static final long MOST = 1L << 53;
    private static final int DAY_MS = 86_400_000;

    private GatewayJson() {}

    static boolean isThing(String text) {
        return THING.matcher(text).matches();
    }

    static Bytes bytes(Heartbeat beat) {
        JsonObject json = new JsonObject();
        json.addProperty("session", beat.session());
        json.addProperty("sequence", beat.sequence());
        json.addProperty("ready", beat.ready());
        json.addProperty("leaving", beat.leaving());
        json.addProperty("things", beat.things());
        return Json.bytes(json);
    }

    static Heartbeat heartbeat(String gateway, Bytes payload) throws BadPayloadException {
        JsonObject json = object(payload);
        Fields fields = new Fields(json);
        return new Heartbeat(
                gateway,
                text(json, "session", SESSION),
                number(json, "sequence"),
                fields.flag("ready"),
                fields.flag("leaving"),
                fields.number("things", 0, Integer.MAX_VALUE, 0));
    }

    static Bytes bytes(Report report) {
        JsonObject json = new JsonObject();
        json.addProperty("session", report.session());
        JsonObject heard = new JsonObject();
        report.heard()
                .forEach((thing, rssi) -> heard.add(thing, rssi == null ? JsonNull.INSTANCE : new JsonPrimitive(rssi)));
        json.add("heard", heard);
        JsonObject owned = new JsonObject();
        report.owned().forEach(owned::addProperty);
        json.add("owned", owned);
        return Json.bytes(json);
    }

    static Report report(String gateway, Bytes payload) throws BadPayloadException {
        JsonObject json = object(payload);
        Map<String, @Nullable Integer> heard = new LinkedHashMap<>();
        for (String thing : things(json, "heard").keySet()) {
            JsonObject all = things(json, "heard");
            heard.put(thing, all.get(thing).isJsonNull() ? null : rssi(all, thing));
        }
        Map<String, Long> owned = new LinkedHashMap<>();
        for (String thing : things(json, "owned").keySet()) {
            owned.put(thing, number(things(json, "owned"), thing));
        }
        return new Report(gateway, text(json, "session", SESSION), heard, owned);
    }

    static Bytes bytes(Claim claim) {
        JsonObject json = new JsonObject();
        json.addProperty("owner", claim.owner());
        json.addProperty("by", claim.by());
        json.addProperty("term", claim.term());
        json.addProperty("rssi", claim.rssi());
        json.add("name", Json.text(claim.said().name()));
        json.add("options", options(claim.said().options()));
        json.addProperty("removed", claim.said().removed().name().toLowerCase(Locale.ROOT));
        json.add("done", Json.strings(claim.done()));
        return Json.bytes(json);
    }

    static Claim claim(Bytes payload) throws BadPayloadException {
        JsonObject json = object(payload);
        String name = new Fields(json).text("name");
        if (name != null && !NAME.matcher(name).matches()) {
            throw new BadPayloadException("name is none");
        }
        Claim.Removal removed = removal(new Fields(json).needText("removed"));
        List<String> done = new ArrayList<>();
        if (json.get("done") instanceof JsonArray keys) {
            for (JsonElement key : keys) {
                if (key instanceof JsonPrimitive text
                        && KEY.matcher(text.getAsString()).matches()) {
                    done.add(text.getAsString());
                }
            }
        }
        return new Claim(
                gateway(json, "owner"),
                gateway(json, "by"),
                number(json, "term"),
                rssi(json, "rssi"),
                new Claim.Said(name, options(json), removed),
                done);
    }

    private static Claim.Removal removal(String word) throws BadPayloadException {
        for (Claim.Removal each : Claim.Removal.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw new BadPayloadException("removed is none, forgotten or blocked");
    }

    private static JsonObject options(ThingOptions options) {
        JsonObject json = new JsonObject();
        json.addProperty("minimum_ms", options.minimumInterval().toMillis());
        json.addProperty("maximum_ms", options.maximumInterval().toMillis());
        JsonObject bands = new JsonObject();
        options.deadBands().forEach((property, band) -> bands.add(property, Json.of(Value.of(band))));
        json.add("dead_band", bands);
        json.addProperty("optimistic", options.optimistic());
        json.add("model", Json.text(options.model()));
        return json;
    }

    private static ThingOptions options(JsonObject claim) throws BadPayloadException {
        if (!(claim.get("options") instanceof JsonObject json)) {
            return ThingOptions.NONE;
        }
        Fields fields = new Fields(json);
        Map<String, BigDecimal> bands = fields.numbers("dead_band");
        try {
            return new ThingOptions(
                    Duration.ofMillis(fields.number("minimum_ms", 0, DAY_MS, 0)),
                    Duration.ofMillis(fields.number("maximum_ms", 0, DAY_MS, 0)),
                    bands,
                    fields.flag("optimistic", false),
                    fields.text("model"));
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException("options cannot be used: " + e.getMessage());
        }
    }

    private static JsonObject object(Bytes payload) throws BadPayloadException {
        if (JSON.parse(payload) instanceof JsonObject object) {
            return object;
        }
        throw new BadPayloadException("expected an object");
    }

    private static JsonObject things(JsonObject json, String name) throws BadPayloadException {
        if (!(json.get(name) instanceof JsonObject all)
                || !all.keySet().stream().allMatch(GatewayJson::isThing)) {
            throw new BadPayloadException(name + " is an object by things");
        }
        return all;
    }

    private static String gateway(JsonObject json, String name) throws BadPayloadException {
        String text = new Fields(json).text(name);
        if (text == null || !text.isEmpty() && !GatewaySettings.ID.matcher(text).matches()) {
            throw new BadPayloadException(name + " is no gateway");
        }
        return text;
    }

    private static String text(JsonObject json, String name, Pattern pattern) throws BadPayloadException {
        String text = new Fields(json).needText(name);
        if (!pattern.matcher(text).matches()) {
            throw new BadPayloadException(name + " cannot be used");
        }
        return text;
    }

    private static int rssi(JsonObject json, String name) throws BadPayloadException {
        return new Fields(json).number(name, -128, 127, -127);
    }

    private static long number(JsonObject json, String name) throws BadPayloadException {
        if (json.get(name) instanceof JsonPrimitive number && number.isNumber()) {
            BigDecimal value = number.getAsBigDecimal();
            if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(MOST)) <= 0) {
                return value.longValue();
            }
        }
        throw new BadPayloadException(name + " is a whole number");
    }

    /** Returns a session of the gateway that starts now: any text that no other start has. */
    static String session(Instant now) {
        return Long.toString(now.toEpochMilli(), Character.MAX_RADIX) + "-"
                + Long.toString(new java.security.SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
    }
}
