// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ravning.core.CoreFixture.DEVICE;
import static org.ravning.core.CoreFixture.OTHER;
import static org.ravning.core.CoreFixture.named;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleAdapter;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.api.health.Health;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeBackend;
import org.ravning.testkit.fake.FakeRadio;

/** A radio that goes on scanning and reports nothing any more, as controllers and drivers do that have hung. */
@ExtendWith(ThreadLeakCheck.class)
class SilentRadioTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private CoreFixture fixture;
    private FakeRadio radio;
    private Subscription scan;

    private void open(FakeBackend backend, ScanMode mode) throws Exception {
        fixture = new CoreFixture(backend);
        radio = fixture.radio;
        scan = fixture.scanner().scan(ScanRequest.builder().mode(mode).build(), advertisement -> {});
        Await.until("it scans", radio::isScanning);
        Await.until("core knows", () -> fixture.counter("scanning") > 0);
    }

    private void open() throws Exception {
        open(FakeBackend.with("hci0"), ScanMode.ACTIVE);
    }

    @AfterEach
    void close() {
        scan.close();
        assertThat(radio.complaints()).isEmpty();
        fixture.close();
    }

    /** Hears each so many seconds, often enough that it is a habit. */
    private void hearEach(int seconds) {
        for (int i = 0; i < 20; i++) {
            pass(seconds);
            radio.hears(DEVICE, -60, named("device"));
        }
    }

    /** Lets seconds pass, one by one; what the radio is asked in one of them is done before the next. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.advance(SECOND);
            Await.until("it scans", this::scans);
        }
    }

    private boolean scans() {
        return fixture.core.adapters().all().stream().allMatch(BleAdapter::isScanning);
    }

    private void awaitStarts(int count) {
        Await.until(
                "start " + count + " of the scan, not " + radio.starts().size(),
                () -> radio.starts().size() == count && scans());
    }

    private Health health() {
        return fixture.core.health().health();
    }

    @Test
    void silenceWithinTheLimit_isLeftAlone() throws Exception {
        open();
        hearEach(1);

        pass(89);

        assertThat(radio.starts()).hasSize(1);
        assertThat(health().level()).isEqualTo(Health.Level.OK);
    }

    @Test
    void silenceLongerThanUsual_isTold_andTheScanStartedAnew() throws Exception {
        open();
        hearEach(1);

        pass(100);

        awaitStarts(2);
        assertThat(health().level()).isEqualTo(Health.Level.WARN);
        assertThat(health().summary()).isEqualTo("fake/hci0 scans and hears nothing");
        assertThat(fixture.counter("silent")).isEqualTo(1);
        assertThat(fixture.counter("scan_silences")).isEqualTo(1);
        assertThat(scan.isActive()).isTrue();
    }

    @Test
    void hearsAfterTheScanWasStartedAnew_isWell() throws Exception {
        open();
        hearEach(1);
        pass(100);
        awaitStarts(2);

        radio.hears(DEVICE, -60, named("device"));

        assertThat(health().level()).isEqualTo(Health.Level.OK);
        assertThat(fixture.counter("silent")).isZero();
        pass(80);
        assertThat(radio.starts()).hasSize(2);
    }

    @Test
    void placeWhereLittleIsHeard_getsMoreTime() throws Exception {
        open();
        hearEach(20);

        pass(190);
        assertThat(radio.starts()).hasSize(1);
        pass(20);

        awaitStarts(2);
    }

    @Test
    void nothingWasEverHeard_isNoSilence() throws Exception {
        open();

        pass(4000);

        assertThat(radio.starts()).hasSize(1);
        assertThat(health().level()).isEqualTo(Health.Level.OK);
    }

    @Test
    void passiveScan_tellsChangesOnly_soGetsMoreTime() throws Exception {
        open(FakeBackend.with("hci0"), ScanMode.PASSIVE);
        hearEach(1);

        pass(890);
        assertThat(radio.starts()).hasSize(1);
        pass(20);

        awaitStarts(2);
    }

    @Test
    void anotherRadioHears_lessTimeIsEnough() throws Exception {
        open(FakeBackend.with("hci0", "hci1"), ScanMode.ACTIVE);
        FakeRadio second = fixture.backend.radio("hci1");
        Await.until("both scan", () -> fixture.counter("scanning") == 2);
        hearEach(1);
        for (int i = 0; i < 60; i++) {
            second.hears(OTHER, -60, named("other"));
            pass(1);
        }

        awaitStarts(2);
        assertThat(second.starts()).hasSize(1);
        assertThat(fixture.counter("silent")).isEqualTo(1);
    }

    @Test
    void scanStartedAnewDoesNotHelp_andItIsNotPermitted_isNotSwitchedOff() throws Exception {
        open();
        hearEach(1);
        pass(100);
        awaitStarts(2);

        pass(200);

        awaitStarts(3);
        assertThat(radio.restarts()).isZero();
        assertThat(fixture.counter("silent")).isEqualTo(1);
    }

    @Test
    void scanStartedAnewDoesNotHelp_andItIsPermitted_isSwitchedOffAndOn() throws Exception {
        FakeBackend backend = FakeBackend.with("hci0");
        backend.radio("hci0").mayBeRestarted();
        open(backend, ScanMode.ACTIVE);
        hearEach(1);
        pass(100);
        awaitStarts(2);
        assertThat(radio.restarts()).isZero();

        pass(200);

        Await.until("it was switched", () -> radio.restarts() == 1);
    }

    @Test
    void linksAreUp_theyAreNotCut() throws Exception {
        FakeBackend backend = FakeBackend.with("hci0");
        backend.radio("hci0").mayBeRestarted();
        open(backend, ScanMode.ACTIVE);
        hearEach(1);
        radio.connectAtOnce(link -> {});
        fixture.connected();
        pass(100);
        awaitStarts(2);

        pass(200);

        awaitStarts(3);
        assertThat(radio.restarts()).isZero();
    }
}
