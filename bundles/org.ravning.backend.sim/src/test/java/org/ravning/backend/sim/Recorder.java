// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.DisconnectReason;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.BackendEvents;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioEvents;

/** Plays core: keeps all that a backend tells. */
class Recorder implements BackendEvents, RadioEvents, LinkEvents {
    final List<Radio> radios = new CopyOnWriteArrayList<>();
    final List<BackendStatus> statuses = new CopyOnWriteArrayList<>();
    final List<AdvertisementReport> reports = new CopyOnWriteArrayList<>();
    final List<String> malformed = new CopyOnWriteArrayList<>();
    final List<Bytes> notifications = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void radioAdded(Radio radio) {
        radios.add(radio);
        told.add("added " + radio.id());
    }

    @Override
    public void radioChanged(Radio radio) {
        told.add("changed " + radio.id() + " " + radio.state());
    }

    @Override
    public void radioRemoved(Radio radio, BleUnavailableException cause) {
        radios.remove(radio);
        told.add("removed " + radio.id() + " " + cause.reason());
    }

    @Override
    public void status(BackendStatus status) {
        statuses.add(status);
    }

    @Override
    public void advertisement(AdvertisementReport report) {
        reports.add(report);
    }

    @Override
    public void malformed(String why) {
        malformed.add(why);
    }

    @Override
    public void scanStopped(BleException cause) {
        told.add("scan stopped: " + cause.getMessage());
    }

    @Override
    public void notification(Characteristic characteristic, Bytes value) {
        notifications.add(value);
    }

    @Override
    public void mtuChanged(int mtu) {
        told.add("mtu " + mtu);
    }

    @Override
    public void servicesChanged() {
        told.add("services changed");
    }

    @Override
    public void disconnected(DisconnectReason reason, String detail) {
        told.add("disconnected " + reason);
    }

    /** Returns the value of a stage that ends within ten seconds. */
    static <T> T result(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no result in time", e);
        } catch (ExecutionException e) {
            throw new AssertionError("failed", e.getCause());
        }
    }

    /** Returns what a stage has failed with. */
    static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("has not ended");
        }
        return future.handle((value, failure) -> failure).join();
    }
}
