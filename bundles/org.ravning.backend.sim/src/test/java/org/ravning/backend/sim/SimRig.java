// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.ravning.api.AddressType;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.DeviceAddress;
import org.ravning.api.ScanMode;
import org.ravning.backend.sim.air.Air;
import org.ravning.spi.Link;
import org.ravning.spi.PendingLink;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioScan;
import org.ravning.testkit.ManualTime;

/** A simulation whose time a test moves by hand, and a recorder in the place of core. */
final class SimRig {
    final ManualTime time = new ManualTime();
    final Recorder core = new Recorder();
    final Air air;
    final SimBackend backend;

    SimRig() {
        this(Air.withOneAdapter());
    }

    SimRig(Air air) {
        this.air = air;
        this.backend = new SimBackend(air, time.clock(), time::scheduler);
        backend.start(core);
        settle();
    }

    /** Lets everything happen that is due now. */
    void settle() {
        time.runDue();
    }

    void pass(Duration duration) {
        time.advance(duration);
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    Radio radio() {
        return core.radios.get(0);
    }

    void scan(ScanMode mode) {
        now(radio().startScan(new RadioScan(mode, Set.of()), core));
    }

    PendingLink open(String address) {
        return radio().openLink(DeviceAddress.of(address, AddressType.UNKNOWN), core);
    }

    Link connect(String address) {
        Link link = now(open(address).link());
        settle();
        return link;
    }

    Characteristic characteristic(Link link, String uuid) {
        return now(link.discover()).characteristic(BleUuid.parse(uuid)).orElseThrow();
    }

    /** Returns the value of a stage that has ended once everything due now has happened. */
    <T> T now(CompletionStage<T> stage) {
        settle();
        if (!stage.toCompletableFuture().isDone()) {
            throw new AssertionError("has not ended");
        }
        return stage.toCompletableFuture().join();
    }

    /** Returns what a stage has failed with once everything due now has happened. */
    Throwable failureNow(CompletionStage<?> stage) {
        settle();
        return Recorder.failure(stage);
    }

    List<String> told() {
        return core.told;
    }
}
