// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnection;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.PairingAgent;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.profile.api.ThingRegistry;

/** Takes requests that need a connection to one device; each waits its turn in the lane of that device. */
public final class DeviceRequests {
    private static final int SESSIONS = 4;

    private final GattAccess access;
    private final GattLanes lanes;
    private final Supplier<@Nullable ThingRegistry> things;
    private final Clock clock;
    private final Semaphore sessions = new Semaphore(SESSIONS);

    /** Takes requests that the rules allow; a device may be named as the thing that it is. */
    public DeviceRequests(GattAccess access, GattLanes lanes, Supplier<@Nullable ThingRegistry> things, Clock clock) {
        this.access = access;
        this.lanes = lanes;
        this.things = things;
        this.clock = clock;
    }

    /** Connects, and keeps the connection until it is lost or a request ends it. */
    public void connect(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "device");
        submit(device(request), deadline, ticket, visit -> {
            BleConnection open = visit.connection();
            visit.hold();
            JsonObject result = new JsonObject();
            if (open.state() instanceof ConnectionState.Connected connected) {
                result.addProperty("mtu", connected.mtu());
            }
            return LaneAnswer.ok(result);
        });
    }

    /** Ends the connection of the bridge; one that a thing has for itself stays. */
    public void disconnect(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "device");
        submit(device(request), deadline, ticket, visit -> {
            visit.disconnect();
            return LaneAnswer.ok(new JsonObject());
        });
    }

    /** Pairs, with the passkey if one is given, unless the device is paired. */
    public void pair(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "device", PairingRequest.PASSKEY, PairingRequest.PIN);
        PairingAgent agent = PairingRequest.agent(request);
        submit(device(request), deadline, ticket, visit -> {
            visit.pair(agent);
            JsonObject result = new JsonObject();
            result.addProperty("paired", true);
            return LaneAnswer.ok(result);
        });
    }

    /** Has the system forget a device with its keys, which ends every link to it. */
    public void forget(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "device");
        submit(device(request), deadline, ticket, visit -> {
            JsonObject result = new JsonObject();
            result.addProperty("known", visit.forget());
            return LaneAnswer.ok(result);
        });
    }

    /** Tells the services, characteristics and descriptors of a device. */
    public void services(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "device");
        submit(device(request), deadline, ticket, visit -> {
            JsonObject result = new JsonObject();
            result.add("services", GattDatabaseJson.of(visit.connection().gatt()));
            return LaneAnswer.ok(result);
        });
    }

    /** Carries out several steps, with no raw command of others in between, and answers once. */
    public void session(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "device", "steps");
        DeviceId device = device(request);
        List<SessionStep> steps = SessionStep.parse(device, request);
        for (SessionStep step : steps) {
            GattTarget target = target(step);
            if (target != null && !access.allows(target)) {
                ticket.answer(access.refusal(target.name() + " of " + device));
                return;
            }
        }
        submit(device, deadline, ticket, new SessionTask(steps, sessions));
    }

    private static @Nullable GattTarget target(SessionStep step) {
        if (step instanceof SessionStep.Read read) {
            return read.target();
        }
        if (step instanceof SessionStep.Write write) {
            return write.target();
        }
        return step instanceof SessionStep.Await await ? await.target() : null;
    }

    private void submit(DeviceId device, Duration deadline, ResponseDesk.Ticket ticket, LaneTask task) {
        if (!access.allows(device)) {
            ticket.answer(access.refusal(device.text()));
        } else if (!lanes.add(new GattJob(device, task, ticket, clock.instant(), deadline))) {
            ticket.answer(GattLanes.FULL);
        }
    }

    private DeviceId device(Fields request) throws BadPayloadException {
        String text = request.needText("device");
        ThingRegistry registry = things.get();
        if (registry != null && registry.find(text).isPresent()) {
            return registry.find(text).get().device();
        }
        try {
            return DeviceId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException("device \"" + Fields.shown(text) + "\" is neither an address nor a thing");
        }
    }
}
