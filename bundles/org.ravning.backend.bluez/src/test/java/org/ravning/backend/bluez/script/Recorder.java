// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.script;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.ravning.testkit.Await;

/** Remembers all that a backend tells core. */
public final class Recorder implements BackendEvents, RadioEvents, LinkEvents {
    /** What happened, in order, as text. */
    public final List<String> events = new CopyOnWriteArrayList<>();
    /** The radios that are there. */
    public final List<Radio> radios = new CopyOnWriteArrayList<>();
    /** What was heard. */
    public final List<AdvertisementReport> reports = new CopyOnWriteArrayList<>();
    /** What was notified. */
    public final List<Bytes> values = new CopyOnWriteArrayList<>();
    /** Each status. */
    public final List<BackendStatus> statuses = new CopyOnWriteArrayList<>();

    /** Waits for an event of exactly this text. */
    public void await(String event) {
        Await.until(event + " among " + events, () -> events.contains(event));
    }

    /** Waits for so many events of exactly this text. */
    public void await(int count, String event) {
        Await.until(
                count + " x " + event,
                () -> events.stream().filter(event::equals).count() >= count);
    }

    /** Waits for a status of that reason. */
    public BackendStatus awaitStatus(BleUnavailableException.Reason reason) {
        Await.until("status " + reason, () -> statuses.stream().anyMatch(s -> s.reason() == reason));
        return statuses.stream().filter(s -> s.reason() == reason).findFirst().orElseThrow();
    }

    /** Waits for the first radio. */
    public Radio awaitRadio() {
        Await.until("a radio, after " + events, () -> !radios.isEmpty());
        return radios.get(0);
    }

    @Override
    public void radioAdded(Radio radio) {
        radios.add(radio);
        events.add("added " + radio.id() + " " + radio.state());
    }

    @Override
    public void radioChanged(Radio radio) {
        events.add("changed " + radio.id() + " " + radio.state());
    }

    @Override
    public void radioRemoved(Radio radio, BleUnavailableException cause) {
        radios.remove(radio);
        events.add("removed " + radio.id() + " " + cause.reason() + " " + radio.state());
    }

    @Override
    public void status(BackendStatus status) {
        statuses.add(status);
        events.add("status " + (status.isOk() ? "ok" : status.reason()));
    }

    @Override
    public void advertisement(AdvertisementReport report) {
        reports.add(report);
        events.add("heard " + report.device());
    }

    @Override
    public void malformed(String why) {
        events.add("malformed");
    }

    @Override
    public void scanStopped(BleException cause) {
        events.add("scan stopped "
                + (cause instanceof BleUnavailableException u
                        ? u.reason()
                        : cause.getClass().getSimpleName()));
    }

    @Override
    public void notification(Characteristic characteristic, Bytes value) {
        values.add(value);
        events.add("value " + value);
    }

    @Override
    public void mtuChanged(int mtu) {
        events.add("mtu " + mtu);
    }

    @Override
    public void servicesChanged() {
        events.add("services changed");
    }

    @Override
    public void disconnected(DisconnectReason reason, String detail) {
        events.add("disconnected " + reason);
    }
}
