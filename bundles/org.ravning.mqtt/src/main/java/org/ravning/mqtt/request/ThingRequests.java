// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.request;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.mqtt.bridge.DeviceJson;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.mqtt.json.Json;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.Value;

/** Takes requests that change names, options and which devices become things. */
public final class ThingRequests {
    private static final int DAY = 86_400;
    /** What a beacon or a private device is called, whose address may change. */
    private static final Pattern IDENTITY = Pattern.compile("(?:ibeacon|altbeacon|eddystone|private)-[0-9a-z-]{1,64}");

    private final Supplier<@Nullable ThingAdministration> things;
    private final ExecutorService workers;
    private final Removals removals;

    /** Creates it for a gateway that is alone. */
    public ThingRequests(Supplier<@Nullable ThingAdministration> things, ExecutorService workers) {
        this(things, workers, (thing, block) -> () -> {});
    }

    /**
     * Creates it.
     *
     * @param workers does the changes, which are written to a file
     * @param removals hears of things that are removed
     */
    public ThingRequests(Supplier<@Nullable ThingAdministration> things, ExecutorService workers, Removals removals) {
        this.things = things;
        this.workers = workers;
        this.removals = removals;
    }

    /** Hears of things that the user removes. */
    @FunctionalInterface
    public interface Removals {
        /** Returns what is to be run once the thing of that name is removed; it is there still. */
        Runnable removing(String nameOrId, boolean block);
    }

    /** What is asked of who keeps the things; a refusal is an {@link IllegalArgumentException}. */
    private interface Change {
        JsonObject make(ThingAdministration things);
    }

    /** Has these requests come here. */
    public void addTo(BridgeRequests requests) {
        requests.with("rename", this::rename)
                .with("remove", this::remove)
                .with("options", this::options)
                .with("permit", this::permit)
                .with("key", this::key)
                .with("reload", this::reload)
                .with("backup", this::backup);
    }

    /** Renames a thing. */
    public void rename(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "thing", "to");
        String thing = request.needText("thing");
        String to = request.needText("to");
        submit(ticket, thing, registry -> {
            registry.rename(thing, to);
            JsonObject result = new JsonObject();
            result.addProperty("thing", to);
            return result;
        });
    }

    /** Removes a thing, for good if it says so. */
    public void remove(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "thing", "block");
        String thing = request.needText("thing");
        boolean block = request.flag("block", false);
        submit(ticket, thing, registry -> {
            Runnable after = removals.removing(thing, block);
            registry.remove(thing, block);
            after.run();
            return new JsonObject();
        });
    }

    /** Tells the options of a thing, and sets those before that are in the request. */
    public void options(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only(
                "transaction",
                "deadline_ms",
                "thing",
                "minimum_seconds",
                "maximum_seconds",
                "dead_band",
                "optimistic",
                "model");
        String thing = request.needText("thing");
        UnaryOperator<ThingOptions> change = change(request);
        submit(ticket, thing, registry -> {
            ThingOptions before = registry.options(thing);
            ThingOptions after = change.apply(before);
            if (!after.equals(before)) {
                registry.setOptions(thing, after);
            }
            return describe(registry.options(thing));
        });
    }

    private static UnaryOperator<ThingOptions> change(Fields request) throws BadPayloadException {
        Duration minimum = Duration.ofSeconds(request.number("minimum_seconds", 0, DAY, 0));
        Duration maximum = Duration.ofSeconds(request.number("maximum_seconds", 0, DAY, 0));
        Map<String, BigDecimal> bands = request.numbers("dead_band");
        boolean optimistic = request.flag("optimistic", false);
        String model = request.text("model");
        return before -> new ThingOptions(
                request.has("minimum_seconds") ? minimum : before.minimumInterval(),
                request.has("maximum_seconds") ? maximum : before.maximumInterval(),
                request.has("dead_band") ? bands : before.deadBands(),
                request.has("optimistic") ? optimistic : before.optimistic(),
                request.has("model") ? model : before.model());
    }

    /** Permits devices, or one, and tells who waits. */
    public void permit(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "seconds", "device");
        int seconds = request.number("seconds", 0, 3600, 0);
        String device = request.text("device");
        submit(ticket, registry -> {
            if (device != null) {
                permit(registry, device);
            }
            if (request.has("seconds")) {
                registry.permit(Duration.ofSeconds(seconds));
            }
            JsonArray waiting = new JsonArray();
            registry.candidates().stream()
                    .filter(candidate -> candidate.reason().isPermission())
                    .forEach(candidate -> waiting.add(DeviceJson.place(candidate)));
            JsonObject result = new JsonObject();
            result.add("waiting", waiting);
            return result;
        });
    }

    /** Permits a device, or a beacon by its identity. */
    public static void permit(ThingAdministration registry, String device) {
        if (IDENTITY.matcher(device).matches()) {
            registry.permit(new ThingId(device));
        } else {
            registry.permit(DeviceId.parse(device));
        }
    }

    /** Keeps a key of a device, or forgets it; the answer does not tell it. */
    public void key(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "device", "kind", "key");
        String device = request.needText("device");
        KeyKind kind = kind(request.text("kind"));
        String key = request.text("key");
        if (!request.has("key")) {
            throw new BadPayloadException("key is missing; it is a text, or null to forget the key");
        }
        submit(ticket, registry -> {
            registry.setKey(device, kind, key);
            return new JsonObject();
        });
    }

    private static KeyKind kind(@Nullable String word) throws BadPayloadException {
        return switch (word == null ? "bind" : word) {
            case "bind" -> KeyKind.BIND;
            case "irk" -> KeyKind.IRK;
            case "passkey" -> KeyKind.PASSKEY;
            default -> throw new BadPayloadException("kind is bind, irk or passkey");
        };
    }

    /** Has the file of things read anew. */
    public void reload(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms");
        submit(ticket, registry -> {
            registry.reload();
            return new JsonObject();
        });
    }

    /** Tells the file of things. */
    public void backup(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms");
        submit(ticket, registry -> {
            JsonObject result = new JsonObject();
            result.add("things", Json.text(registry.backup().orElse(null)));
            return result;
        });
    }

    private static JsonObject describe(ThingOptions options) {
        JsonObject json = new JsonObject();
        json.add("minimum_seconds", seconds(options.minimumInterval()));
        json.add("maximum_seconds", seconds(options.maximumInterval()));
        JsonObject bands = new JsonObject();
        options.deadBands().forEach((property, band) -> bands.add(property, Json.of(Value.of(band))));
        json.add("dead_band", bands);
        json.addProperty("optimistic", options.optimistic());
        json.add("model", Json.text(options.model()));
        return json;
    }

    private static JsonElement seconds(Duration interval) {
        return Json.of(Value.of(BigDecimal.valueOf(interval.toMillis(), 3).stripTrailingZeros()));
    }

    private void submit(ResponseDesk.Ticket ticket, Change change) {
        submit(ticket, null, change);
    }

    /** @param thing the name or id of what it is about, which must be there; null if that is no thing */
    private void submit(ResponseDesk.Ticket ticket, @Nullable String thing, Change change) {
        try {
            workers.execute(() -> ticket.answer(make(thing, change)));
        } catch (RejectedExecutionException e) {
            ticket.answer(Outcome.refused("busy", Outcome.word(Code.BUSY), "too much is under way"));
        }
    }

    private Outcome make(@Nullable String thing, Change change) {
        ThingAdministration registry = things.get();
        if (registry == null) {
            return Outcome.refused("error", Outcome.word(Code.SHUTTING_DOWN), "things are not there now");
        }
        try {
            if (thing != null) {
                registry.options(thing);
            }
        } catch (IllegalArgumentException e) {
            return Outcome.refused("error", Outcome.word(Code.UNKNOWN_DEVICE), String.valueOf(e.getMessage()));
        }
        try {
            return Outcome.done(change.make(registry));
        } catch (IllegalArgumentException e) {
            return Outcome.refused("error", "refused", String.valueOf(e.getMessage()));
        }
    }
}
