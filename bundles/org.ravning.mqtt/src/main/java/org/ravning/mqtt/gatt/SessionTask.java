// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.mqtt.command.Outcome;
import org.ravning.profile.api.CommandResult.Code;

/**
 * Carries out the steps of a session, one after the other, until one fails; the others are skipped then.
 *
 * <p>Before the first step that reads, writes or waits, it subscribes to each characteristic that a step waits for, so
 * that no value is lost between a write and the wait for its answer.
 */
final class SessionTask implements LaneTask {
    private final List<SessionStep> steps;
    private final Semaphore slots;

    /** @param slots one for each session that may run at once: each keeps a thread from others */
    SessionTask(List<SessionStep> steps, Semaphore slots) {
        this.steps = steps;
        this.slots = slots;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public LaneAnswer perform(Visit visit) throws InterruptedException {
        if (!slots.tryAcquire()) {
            return LaneAnswer.failed("busy", GattFailures.word(Code.BUSY), "too many sessions are under way");
        }
        try (Run run = new Run(visit)) {
            return run.all();
        } finally {
            slots.release();
        }
    }

    /** A step that fails without Bluetooth having failed. */
    private static final class StepException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient LaneAnswer answer;

        StepException(LaneAnswer answer) {
            super(answer.status(), null, false, false);
            this.answer = answer;
        }
    }

    /** The run of one session. */
    private final class Run implements AutoCloseable {
        private final Visit visit;
        private final Map<GattTarget, Inbox> inboxes = new HashMap<>();
        private final Map<GattTarget, Subscription> subscriptions = new HashMap<>();

        Run(Visit visit) {
            this.visit = visit;
        }

        LaneAnswer all() throws InterruptedException {
            JsonArray told = new JsonArray();
            LaneAnswer end = LaneAnswer.ok(new JsonObject());
            for (SessionStep step : steps) {
                JsonObject one = new JsonObject();
                one.addProperty("step", step.word());
                if (end.failure() == null) {
                    LaneAnswer answer = timed(step, one);
                    Outcome.Failure failure = answer.failure();
                    if (failure != null) {
                        String message = "step " + (told.size() + 1) + " (" + step.word() + "): " + failure.message();
                        Outcome.Failure named = new Outcome.Failure(failure.code(), message, failure.attError());
                        end = new LaneAnswer(answer.status(), named, null);
                    }
                } else {
                    one.addProperty("status", "skipped");
                }
                told.add(one);
            }
            JsonObject result = new JsonObject();
            result.add("steps", told);
            return new LaneAnswer(end.status(), end.failure(), result);
        }

        private LaneAnswer timed(SessionStep step, JsonObject told) throws InterruptedException {
            Instant begin = visit.clock().instant();
            LaneAnswer answer;
            try {
                answer = LaneAnswer.ok(perform(step));
            } catch (StepException e) {
                answer = e.answer;
            } catch (BleException e) {
                answer = GattFailures.answer(e, step instanceof SessionStep.Write);
            }
            told.addProperty("status", answer.status());
            told.addProperty(
                    "ms", Duration.between(begin, visit.clock().instant()).toMillis());
            JsonObject result = answer.result();
            if (result != null) {
                result.entrySet().forEach(entry -> told.add(entry.getKey(), entry.getValue()));
            }
            return answer;
        }

        private JsonObject perform(SessionStep step) throws BleException, InterruptedException, StepException {
            if (step instanceof SessionStep.Read read) {
                Bytes value = ready().read(find(read.target()));
                return GattValueJson.of(
                        read.target().characteristic(), value, visit.clock().instant());
            }
            if (step instanceof SessionStep.Write write) {
                return CharacteristicTask.write(ready(), find(write.target()), write.value(), write.mode());
            }
            if (step instanceof SessionStep.Await await) {
                return await(await);
            }
            if (step instanceof SessionStep.Sleep sleep) {
                sleep(sleep.time());
            } else if (step instanceof SessionStep.Pair pair) {
                visit.pair(pair.agent());
            } else if (step instanceof SessionStep.Disconnect) {
                close();
                visit.disconnect();
            } else {
                visit.connection();
            }
            return new JsonObject();
        }

        private void sleep(Duration time) throws InterruptedException, StepException {
            if (time.compareTo(visit.left()) >= 0) {
                throw new StepException(timeout("the deadline comes before the sleep is over"));
            }
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }

        private JsonObject await(SessionStep.Await await) throws BleException, InterruptedException, StepException {
            ready();
            Inbox inbox = inboxes.get(await.target());
            Duration left = visit.left();
            Duration time = await.timeout().compareTo(left) < 0 ? await.timeout() : left;
            Optional<Bytes> value = inbox == null ? Optional.empty() : inbox.take(await.match(), time);
            if (value.isEmpty()) {
                throw new StepException(timeout("no matching value within " + time.toMillis() + " ms"));
            }
            return GattValueJson.of(
                    await.target().characteristic(), value.get(), visit.clock().instant());
        }

        /** Returns the connection, with a subscription to all that a step waits for. */
        private BleConnection ready() throws BleException, InterruptedException, StepException {
            BleConnection open = visit.connection();
            for (SessionStep step : steps) {
                if (step instanceof SessionStep.Await await && !subscriptions.containsKey(await.target())) {
                    Characteristic sender = find(await.target());
                    Inbox inbox = new Inbox();
                    subscriptions.put(await.target(), open.subscribe(sender, inbox, SubscribeOptions.DEFAULT));
                    inboxes.put(await.target(), inbox);
                }
            }
            return open;
        }

        private Characteristic find(GattTarget target) throws BleException, InterruptedException, StepException {
            BleConnection open = visit.connection();
            Optional<Characteristic> found = open.gatt().characteristic(target.service(), target.characteristic());
            if (found.isEmpty()) {
                throw new StepException(CharacteristicTask.unknown(open, target.name()));
            }
            return found.get();
        }

        private LaneAnswer timeout(String message) {
            return LaneAnswer.failed("timeout", GattFailures.word(Code.TIMEOUT), message);
        }

        @Override
        public void close() {
            subscriptions.values().forEach(Subscription::close);
            subscriptions.clear();
            inboxes.clear();
        }
    }
}
