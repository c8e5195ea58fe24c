// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.NotificationListener;
import org.ravning.api.WriteMode;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Publisher;

/** Reads, writes or subscribes to one characteristic. */
record CharacteristicTask(GattTarget target, GattRequest.Action action, ResponseDesk.Ticket ticket)
        implements LaneTask {
    @Override
    public boolean isWriting() {
        return action instanceof GattRequest.Action.Write;
    }

    @Override
    public LaneAnswer perform(Visit visit) throws BleException, InterruptedException {
        BleConnection open = visit.connection();
        Characteristic characteristic = open.gatt()
                .characteristic(target.service(), target.characteristic())
                .orElse(null);
        if (characteristic == null) {
            return unknown(open, target.name());
        }
        if (action instanceof GattRequest.Action.Write write) {
            return LaneAnswer.ok(write(open, characteristic, write.value(), write.mode()));
        }
        if (action instanceof GattRequest.Action.Subscribe subscribe) {
            return LaneAnswer.ok(subscribe(visit, characteristic, subscribe.enable()));
        }
        Bytes value = open.read(characteristic);
        JsonObject json =
                GattValueJson.of(characteristic.uuid(), value, visit.clock().instant());
        visit.publisher().send(target.topic(), Json.bytes(json));
        return LaneAnswer.ok(json);
    }

    static LaneAnswer unknown(BleConnection open, String name) {
        return LaneAnswer.failed("error", "unknown_characteristic", open.device() + " has no characteristic " + name);
    }

    /** Writes and returns what there is to tell of it. */
    static JsonObject write(BleConnection open, Characteristic to, Bytes value, WriteMode mode)
            throws BleException, InterruptedException {
        open.write(to, value, mode);
        JsonObject result = new JsonObject();
        result.addProperty("value", value.hex());
        result.addProperty(
                "confirmed",
                mode == WriteMode.WITH_RESPONSE || mode == WriteMode.AUTO && to.can(CharacteristicProperty.WRITE));
        return result;
    }

    private JsonObject subscribe(Visit visit, Characteristic characteristic, boolean enable)
            throws BleException, InterruptedException {
        if (enable) {
            visit.subscribe(target, characteristic, new Forward(visit));
        } else {
            visit.unsubscribe(target);
        }
        JsonObject result = new JsonObject();
        result.addProperty("enable", enable);
        return result;
    }

    /** Publishes what the characteristic sends. */
    private final class Forward implements NotificationListener {
        private final Visit visit;
        private final Publisher publisher;

        Forward(Visit visit) {
            this.visit = visit;
            publisher = visit.publisher();
        }

        @Override
        public void onValue(Bytes value, Instant at) {
            publisher.sample(target.topic(), Json.bytes(GattValueJson.of(target.characteristic(), value, at)));
        }

        @Override
        public void onEnd(@Nullable BleException cause) {
            if (cause != null) {
                Outcome.Failure failure = GattFailures.name(cause, false).failure();
                ticket.add(Outcome.refused("error", failure.code(), "subscription ended: " + failure.message()));
                visit.idleLater();
            }
        }
    }
}
