// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.request;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;
import org.ravning.api.BleScanner;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.mqtt.advertisement.AdvertisementJson;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingRegistry;

/** Tells which devices are heard: scans for some seconds, and answers with the newest advertisement of each. */
public final class ScanRequests implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int DEVICES = 200;
    private static final int USUAL_SECONDS = 5;
    private static final int MOST_SECONDS = 60;

    private final Supplier<@Nullable BleScanner> scanner;
    private final Supplier<@Nullable ThingRegistry> things;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final String gateway;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Set<Scan> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Scans when it is asked to.
     *
     * @param workers starts and ends scans, which may wait
     * @param gateway what this gateway calls itself
     */
    public ScanRequests(
            Supplier<@Nullable BleScanner> scanner,
            Supplier<@Nullable ThingRegistry> things,
            ExecutorService workers,
            ScheduledExecutorService timer,
            String gateway) {
        this.scanner = scanner;
        this.things = things;
        this.workers = workers;
        this.timer = timer;
        this.gateway = gateway;
    }

    /** Scans. */
    public void scan(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException {
        request.only("transaction", "deadline_ms", "seconds", "min_rssi");
        int seconds = request.number("seconds", 1, MOST_SECONDS, USUAL_SECONDS);
        int least = request.number("min_rssi", -128, 20, -128);
        if (!slots.tryAcquire()) {
            ticket.answer(Outcome.refused("busy", "busy", AT_ONCE + " scans are under way"));
            return;
        }
        Scan scan = new Scan(ticket);
        if (!run(() -> scan.begin(least, Duration.ofSeconds(seconds)))) {
            scan.end(Outcome.refused("busy", "busy", "too much is under way"));
        }
    }

    /** Ends the scans that are under way, with what they heard. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Scan::finish);
    }

    private boolean run(Runnable task) {
        try {
            workers.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** One scan from its begin to its answer. */
    private final class Scan implements AdvertisementListener {
        private final ResponseDesk.Ticket ticket;
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<DeviceId, Advertisement> heard = new LinkedHashMap<>();
        private volatile @Nullable Subscription subscription;
        private boolean more;

        Scan(ResponseDesk.Ticket ticket) {
            this.ticket = ticket;
        }

        void begin(int leastRssi, Duration time) {
            try {
                BleScanner now = scanner.get();
                if (now == null) {
                    end(failed(Code.UNREACHABLE, "Bluetooth is not running in this gateway"));
                    return;
                }
                subscription = now.scan(ScanRequest.builder().minRssi(leastRssi).build(), this);
                running.add(this);
                finishLater(time);
            } catch (BleException e) {
                end(failed(Code.UNREACHABLE, String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end(failed(Code.SHUTTING_DOWN, "the gateway shuts down"));
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
        private void finishLater(Duration time) {
            try {
                timer.schedule(
                        () -> {
                            if (!run(this::finish)) {
                                finish();
                            }
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                finish(); // shutting down
            }
            if (closed) {
                finish();
            }
        }

        /** Ends the scan and answers, once. */
        void finish() {
            Subscription open = subscription;
            if (open != null && running.remove(this)) {
                open.close();
                end(Outcome.done(result()));
            }
        }

        @Override
        public void onAdvertisement(Advertisement advertisement) {
            lock.lock();
            try {
                if (heard.size() < DEVICES || heard.containsKey(advertisement.device())) {
                    heard.put(advertisement.device(), advertisement);
                } else {
                    more = true;
                }
            } finally {
                lock.unlock();
            }
        }

        private JsonObject result() {
            List<Advertisement> devices;
            JsonObject result = new JsonObject();
            lock.lock();
            try {
                devices = new ArrayList<>(heard.values());
                result.addProperty("more", more);
            } finally {
                lock.unlock();
            }
            devices.sort(Comparator.comparingInt(Advertisement::rssi).reversed());
            JsonArray all = new JsonArray();
            devices.forEach(device -> all.add(describe(device)));
            result.add("devices", all);
            return result;
        }

        private JsonObject describe(Advertisement device) {
            JsonObject json = AdvertisementJson.of(device, gateway);
            ThingRegistry registry = things.get();
            if (registry != null) {
                registry.find(device.device().compact())
                        .map(Thing::name)
                        .ifPresent(name -> json.addProperty("thing", name));
            }
            return json;
        }

        private void end(Outcome outcome) {
            slots.release();
            ticket.answer(outcome);
        }

        private Outcome failed(Code code, String message) {
            return Outcome.refused("error", Outcome.word(code), message);
        }
    }
}
