// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdapterState;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Bytes;
import org.ravning.api.ScanMode;
import org.ravning.backend.sim.air.Air;
import org.ravning.backend.sim.air.AirDevice;
import org.ravning.backend.sim.air.Event;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.Radio;

class SimScanTest {
    private static final String ADDRESS = "C2:00:00:00:00:01";
    private static final Bytes AD = Bytes.ofHex("020106");
    private static final Bytes NAME = Bytes.ofHex("0409414243");

    private final SimRig rig = new SimRig();

    @Test
    void activeScan_hearsPacketAndScanResponseApart() {
        AirDevice device = rig.air.addDevice(AirDevice.builder(ADDRESS));
        rig.scan(ScanMode.ACTIVE);

        device.advertiseNow(AD, NAME);
        rig.settle();

        assertThat(rig.core.reports)
                .extracting(AdvertisementReport::part)
                .containsExactly(AdvertisementReport.Part.ADVERTISEMENT, AdvertisementReport.Part.SCAN_RESPONSE);
        assertThat(rig.core.reports.get(0).data().flags()).isEqualTo(6);
        assertThat(rig.core.reports.get(0).data().localName()).isNull();
        assertThat(rig.core.reports.get(1).data().localName()).isEqualTo("ABC");
        assertThat(rig.core.reports.get(0).device().text()).isEqualTo(ADDRESS);
    }

    @Test
    void passiveScan_hearsNoScanResponse() {
        AirDevice device = rig.air.addDevice(AirDevice.builder(ADDRESS));
        rig.scan(ScanMode.PASSIVE);

        device.advertiseNow(AD, NAME);
        rig.settle();

        assertThat(rig.core.reports).hasSize(1);
    }

    @Test
    void interval_isKeptWithJitter() {
        rig.air.addDevice(AirDevice.builder(ADDRESS).advertisement(AD).interval(Duration.ofSeconds(1)));
        rig.scan(ScanMode.PASSIVE);

        rig.passSeconds(60);

        assertThat(rig.core.reports).hasSizeBetween(58, 61);
    }

    @Test
    void advertiseEvery_replacesTheInterval_untilStopped() {
        AirDevice device = rig.air.addDevice(AirDevice.builder(ADDRESS)
                .advertisement(AD)
                .interval(Duration.ofSeconds(10))
                .jitter(Duration.ZERO));
        rig.scan(ScanMode.PASSIVE);
        rig.settle();

        device.advertiseEvery(Duration.ofMillis(100));
        rig.passSeconds(1);
        assertThat(rig.core.reports).hasSizeBetween(9, 11);
        device.stopAdvertising();
        rig.passSeconds(30);

        assertThat(rig.core.reports).hasSizeLessThan(12);
    }

    @Test
    void malformedPacket_isCountedAndNotReported() {
        AirDevice device = rig.air.addDevice(AirDevice.builder(ADDRESS));
        rig.scan(ScanMode.ACTIVE);

        device.advertiseNow(Bytes.ofHex("0201"));
        rig.settle();

        assertThat(rig.core.reports).isEmpty();
        assertThat(rig.core.malformed).singleElement().asString().startsWith(ADDRESS + ": ");
    }

    @Test
    void stoppedScan_hearsNothingMore() {
        AirDevice device = rig.air.addDevice(AirDevice.builder(ADDRESS));
        rig.scan(ScanMode.ACTIVE);
        rig.now(rig.radio().stopScan());

        device.advertiseNow(AD);
        rig.settle();

        assertThat(rig.core.reports).isEmpty();
        assertThat(rig.told()).containsExactly("added sim/sim0");
    }

    @Test
    void outOfRange_isSilentAndComesBack() {
        rig.air.addDevice(AirDevice.builder(ADDRESS)
                .advertisement(AD)
                .interval(Duration.ofSeconds(1))
                .jitter(Duration.ZERO)
                .outOfRange(Duration.ofSeconds(10), Duration.ofSeconds(5)));
        rig.scan(ScanMode.PASSIVE);

        rig.passSeconds(10);
        int before = rig.core.reports.size();
        rig.pass(Duration.ofMillis(4900));
        assertThat(rig.core.reports).hasSize(before);
        rig.passSeconds(5);

        assertThat(before).isBetween(9, 10);
        assertThat(rig.core.reports.size()).isBetween(before + 4, before + 5);
    }

    @Test
    void event_isSentSeveralTimes() {
        AirDevice button = rig.air.addDevice(AirDevice.builder(ADDRESS)
                .advertisement(moment -> moment.event() == null ? AD : NAME)
                .eventRepeats(3, Duration.ofMillis(60)));
        rig.scan(ScanMode.PASSIVE);

        button.fire(new Event("button", "press"));
        rig.passSeconds(1);

        assertThat(rig.core.reports)
                .hasSize(3)
                .allMatch(r -> "ABC".equals(r.data().localName()));
    }

    @Test
    void heardBy_limitsTheAdapters() {
        Air air = new Air(1);
        air.addAdapter("near");
        air.addAdapter("far");
        AirDevice device = air.addDevice(AirDevice.builder(ADDRESS).heardBy(List.of("near")));
        SimRig two = new SimRig(air);
        Recorder far = new Recorder();
        two.scan(ScanMode.PASSIVE);
        two.now(two.core
                .radios
                .get(1)
                .startScan(new org.ravning.spi.RadioScan(ScanMode.PASSIVE, java.util.Set.of()), far));

        device.advertiseNow(AD);
        two.settle();

        assertThat(two.core.reports).hasSize(1);
        assertThat(far.reports).isEmpty();
    }

    @Test
    void poweredOff_endsTheScanAndRefusesTheNext() {
        rig.scan(ScanMode.ACTIVE);

        rig.air.adapter("sim0").powerOff();
        rig.settle();

        assertThat(rig.radio().state()).isEqualTo(AdapterState.POWERED_OFF);
        assertThat(rig.told())
                .containsExactly(
                        "added sim/sim0",
                        "scan stopped: the simulated adapter is switched off",
                        "changed sim/sim0 POWERED_OFF");
        Throwable refused = rig.failureNow(
                rig.radio().startScan(new org.ravning.spi.RadioScan(ScanMode.ACTIVE, java.util.Set.of()), rig.core));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.POWERED_OFF));
    }

    @Test
    void unplugged_isGoneAndReturnsAsANewRadio() {
        Radio first = rig.radio();

        rig.air.adapter("sim0").unplug();
        rig.settle();
        assertThat(first.state()).isEqualTo(AdapterState.GONE);
        assertThat(rig.core.radios).isEmpty();
        rig.air.adapter("sim0").replug();
        rig.settle();

        assertThat(rig.radio()).isNotSameAs(first);
        assertThat(rig.radio().id()).isEqualTo(first.id());
        assertThat(rig.radio().state()).isEqualTo(AdapterState.POWERED_ON);
        assertThat(rig.told()).containsExactly("added sim/sim0", "removed sim/sim0 ADAPTER_GONE", "added sim/sim0");
    }

    @Test
    void interruptedScan_isTold() {
        rig.scan(ScanMode.ACTIVE);

        rig.air.adapter("sim0").interruptScan();
        rig.settle();

        assertThat(rig.told()).endsWith("scan stopped: the simulated radio ended the scan");
    }

    @Test
    void stoppedBackend_callsNobodyAndLeavesNoTask() {
        AirDevice device =
                rig.air.addDevice(AirDevice.builder(ADDRESS).advertisement(AD).interval(Duration.ofSeconds(1)));
        rig.scan(ScanMode.ACTIVE);
        rig.passSeconds(3);
        int before = rig.core.reports.size();

        rig.backend.stop();
        device.advertiseNow(AD);
        rig.passSeconds(5);

        assertThat(rig.core.reports).hasSize(before);
        assertThat(rig.told()).containsExactly("added sim/sim0");
        assertThat(rig.time.pending()).isZero();
    }

    @Test
    void sameSeed_givesTheSameAir() {
        assertThat(heardIn(new SimRig(airOf(3)))).isEqualTo(heardIn(new SimRig(airOf(3))));
        assertThat(heardIn(new SimRig(airOf(3)))).isNotEqualTo(heardIn(new SimRig(airOf(4))));
    }

    private static Air airOf(long seed) {
        return org.ravning.backend.sim.file.AirFile.parse(
                "seed: " + seed + "\ndevices:\n- address: " + ADDRESS
                        + "\n  advertise: {bthome: {temperature: {walk: {min: 0, max: 40, every: 1s}}}}\n",
                "test.yaml");
    }

    private static List<AdvertisementReport> heardIn(SimRig rig) {
        rig.scan(ScanMode.PASSIVE);
        rig.passSeconds(20);
        assertThat(rig.core.reports).hasSizeGreaterThan(15);
        return rig.core.reports;
    }
}
