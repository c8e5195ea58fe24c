// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.api.AdapterState;
import org.ravning.api.BleException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.DisconnectReason;
import org.ravning.api.PairingAgent;
import org.ravning.api.ScanMode;
import org.ravning.api.WriteMode;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.backend.bluez.script.ScriptedPeer;
import org.ravning.spi.Link;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.PairingEvents;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioScan;
import org.ravning.testkit.Await;

/**
 * Each method that the backend calls, answered as no bluetoothd should: the caller gets a typed error within the deadline,
 * and with a bluetoothd that behaves all works again and nothing is left.
 */
class BluezBadInputTest extends BluezRig {
    private static final String MONITORS = "org.bluez.AdvertisementMonitorManager1";
    private static final String VENDOR = "12345678-0000-4000-8000-000000000001";
    private static final BluezSettings.Timing SHORT = new BluezSettings.Timing(
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofMillis(20),
            Duration.ofSeconds(3),
            Duration.ofMillis(5));

    /** How bluetoothd misbehaves. */
    private enum Fault {
        ERROR(call -> Answer.error("Failed", "as it pleases")),
        STRANGE_ERROR(call -> Answer.busError("LimitsExceeded", "")),
        WRONG_TYPE(call -> Answer.of("sa{sv}i", "nonsense", Map.of("x", new Variant<>(1)), 7)),
        NO_ANSWER(call -> Answer.SILENCE),
        DEATH(call -> Answer.SILENCE);

        private final Function<ScriptedPeer.Call, Answer> answer;

        Fault(Function<ScriptedPeer.Call, Answer> answer) {
            this.answer = answer;
        }
    }

    /** A call of the backend. */
    private enum Step {
        FILTER("SetDiscoveryFilter", true, (test, radio) -> radio.startScan(ACTIVE, test.recorder)),
        START("StartDiscovery", true, (test, radio) -> radio.startScan(ACTIVE, test.recorder)),
        STOP("StopDiscovery", false, (test, radio) -> {
            Await.result(radio.startScan(ACTIVE, test.recorder));
            return radio.stopScan();
        }),
        MONITOR(
                "RegisterMonitor",
                true,
                (test, radio) -> radio.startScan(new RadioScan(ScanMode.PASSIVE, Set.of()), test.recorder)),
        CONNECT(
                "Connect",
                true,
                (test, radio) -> radio.openLink(DEVICE, test.recorder).link()),
        PROOF(
                "GetAll",
                true,
                (test, radio) -> radio.openLink(DEVICE, test.recorder).link()),
        // what the signals have told is enough
        DISCOVER("GetManagedObjects", false, (test, radio) -> test.link(radio).discover()),
        READ("ReadValue", true, (test, radio) -> {
            Link link = test.link(radio);
            return link.read(test.characteristic(link));
        }),
        WRITE("WriteValue", true, (test, radio) -> {
            Link link = test.link(radio);
            return link.write(test.characteristic(link), Bytes.ofHex("01"), WriteMode.WITH_RESPONSE);
        }),
        NOTIFY("StartNotify", true, (test, radio) -> {
            Link link = test.link(radio);
            return link.setNotify(test.characteristic(link), NotifyMode.NOTIFY);
        }),
        STOP_NOTIFY("StopNotify", false, (test, radio) -> {
            Link link = test.link(radio);
            Characteristic characteristic = test.characteristic(link);
            Await.result(link.setNotify(characteristic, NotifyMode.NOTIFY));
            return link.setNotify(characteristic, NotifyMode.OFF);
        }),
        AGENT("RegisterAgent", true, (test, radio) -> test.link(radio).pair(new Nobody())),
        PAIR("Pair", true, (test, radio) -> test.link(radio).pair(new Nobody())),
        DISCONNECT("Disconnect", false, (test, radio) -> test.link(radio).close()),
        KNOWN("GetManagedObjects", true, (test, radio) -> radio.knownDevices()),
        FORGET("RemoveDevice", true, (test, radio) -> radio.forget(DEVICE)),
        RESTART("Set", true, (test, radio) -> radio.restart());

        private final String member;
        private final boolean matters;
        private final Doing doing;

        /** Says what is called, whether that an error must be told, and how it comes to the call. */
        Step(String member, boolean matters, Doing doing) {
            this.member = member;
            this.matters = matters;
            this.doing = doing;
        }
    }

    @FunctionalInterface
    private interface Doing {
        CompletionStage<?> run(BluezBadInputTest test, Radio radio) throws ExecutionException, InterruptedException;
    }

    /** Answers nothing that a pairing asks. */
    private static final class Nobody implements PairingEvents {
        @Override
        public PairingAgent.Capability capability() {
            return PairingAgent.Capability.NO_INPUT_NO_OUTPUT;
        }

        @Override
        public CompletionStage<Boolean> confirm(int passkey) {
            return CompletableFuture.completedFuture(false);
        }

        @Override
        public CompletionStage<OptionalInt> enter() {
            return CompletableFuture.completedFuture(OptionalInt.empty());
        }

        @Override
        public void display(int passkey) {}
    }

    @BeforeEach
    void useShortTimes() {
        backend = new BluezBackend(new BluezSettings(bus.address(), SHORT));
        behave();
    }

    /** Gives bluetoothd the device, and good answers to all that is called here. */
    private void behave() {
        bluez.alsoHas(hci0, MONITORS, Map.of("SupportedMonitorTypes", List.of("or_patterns")));
        String device = bluez.addDevice(hci0, ADDRESS, Map.of("Name", "Tag"));
        bluez.addGatt(device, 0x30, VENDOR, VENDOR, "read", "write", "notify");
        for (String member : List.of("RegisterMonitor", "UnregisterMonitor", "Pair")) {
            bluez.on(member, call -> Answer.DONE);
        }
        bluez.on("RemoveDevice", call -> Answer.DONE);
        bluez.on("ReadValue", call -> Answer.of("ay", new byte[] {7}));
        bluez.on("Set", call -> {
            Object value = call.values()[2];
            Object plain = value instanceof Variant<?> variant ? variant.getValue() : value;
            bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", plain));
            return Answer.DONE;
        });
    }

    private Link link(Radio radio) throws ExecutionException, InterruptedException {
        return Await.result(radio.openLink(DEVICE, recorder).link());
    }

    private Characteristic characteristic(Link link) throws ExecutionException, InterruptedException {
        return Await.result(link.discover())
                .characteristic(BleUuid.parse(VENDOR))
                .orElseThrow();
    }

    static Stream<Arguments> all() {
        return Stream.of(Step.values())
                .flatMap(step -> Stream.of(Fault.values()).map(fault -> Arguments.of(step, fault)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void callIsAnsweredBadly_errorIsTypedAndAllWorksAfterwards(Step step, Fault fault) throws Exception {
        Radio radio = start();
        recorder.await("status ok");
        Await.until("the backend is at rest", () -> held().get("calls") == 0);
        Map<String, Long> before = held();
        Function<ScriptedPeer.Call, Answer> good = bluez.scripted(step.member);
        AtomicInteger faults = new AtomicInteger();
        bluez.on(step.member, call -> {
            faults.incrementAndGet();
            return fault.answer.apply(call);
        });

        CompletionStage<?> stage = step.doing.run(this, radio);
        Await.until(step + " is called", () -> faults.get() > 0);
        if (fault == Fault.DEATH) {
            die();
        }
        Throwable thrown = outcome(stage);

        if (thrown != null || step.matters && fault != Fault.WRONG_TYPE) {
            assertThat(thrown).isInstanceOf(BleException.class);
        }
        if (fault != Fault.DEATH) {
            bluez.on(step.member, good);
        }
        allIsWell(step);
        Await.until("nothing more is held than " + before + ", not " + held(), () -> held().equals(before));
    }

    private void die() {
        bluez.close();
        recorder.await("removed bluez/hci0 ADAPTER_GONE GONE");
        bluez = new ScriptedBluez(bus.address());
        hci0 = bluez.addAdapter("hci0");
        behave();
        Await.until("it is back", () -> !recorder.radios.isEmpty());
    }

    private static @Nullable Throwable outcome(CompletionStage<?> stage) throws InterruptedException {
        Await.until("an end", () -> stage.toCompletableFuture().isDone());
        return stage.toCompletableFuture().isCompletedExceptionally() ? Await.failure(stage) : null;
    }

    private void allIsWell(Step step) throws Exception {
        Radio radio = recorder.radios.get(0);
        Await.until("the adapter is on", () -> {
            if (step == Step.RESTART) {
                bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", true));
            }
            return radio.state() == AdapterState.POWERED_ON;
        });
        Await.result(radio.stopScan());
        Await.result(radio.startScan(ACTIVE, recorder));
        Await.result(radio.stopScan());
        Await.until("the links of before are gone", () -> {
            CompletionStage<Link> again = radio.openLink(DEVICE, recorder).link();
            try {
                Link link = Await.result(again);
                Characteristic characteristic = characteristic(link);
                assertThat(Await.result(link.read(characteristic))).isEqualTo(Bytes.ofHex("07"));
                Await.result(link.setNotify(characteristic, NotifyMode.NOTIFY));
                Await.result(link.pair(new Nobody()));
                Await.result(link.close());
                return true;
            } catch (ExecutionException e) {
                bluez.change(
                        hci0 + "/dev_" + ADDRESS.replace(':', '_'), ScriptedBluez.DEVICE, Map.of("Connected", false));
                return false;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Await.result(radio.knownDevices());
    }

    private Map<String, Long> held() {
        Map<String, Long> counters = backend.health().counters();
        return Map.of("calls", counters.get("calls_open"), "rules", counters.get("match_rules"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void objectsAreToldBadly_statusSaysSoAndTheNextAnswerHeals(Fault fault) {
        Function<ScriptedPeer.Call, Answer> good = bluez.scripted("GetManagedObjects");
        bluez.on("GetManagedObjects", fault.answer);
        backend.start(recorder);
        Await.until("asked", () -> bluez.count("GetManagedObjects") > 0);
        if (fault == Fault.DEATH) {
            bluez.close();
        }
        Await.until("a status", () -> recorder.statuses.stream().anyMatch(status -> !status.isOk()));
        if (fault == Fault.DEATH) {
            bluez = new ScriptedBluez(bus.address());
            hci0 = bluez.addAdapter("hci0");
        } else {
            bluez.on("GetManagedObjects", good);
        }
        recorder.awaitRadio();
        recorder.await("status ok");
    }

    static Stream<Fault> faults() {
        return Stream.of(Fault.values());
    }

    @Test
    void everyPropertyOfAWrongType_isLeftOutAndTheRestGoesOn() throws Exception {
        Radio radio = startScan();
        Link link = link(radio);
        String device = hci0 + "/dev_" + ADDRESS.replace(':', '_');
        String characteristic = device + "/service0030/char0031";
        List<Object> odd = new ArrayList<>(List.of(
                new Variant<>("text"),
                new Variant<>((byte) 1),
                new Variant<>(-1),
                new Variant<>(List.of(1, 2), "ai"),
                new Variant<>(new byte[] {1}, "ay"),
                new Variant<>(Map.of("a", new Variant<>("b")), "a{sv}"),
                new Variant<>(Map.of(new UInt16(1), new Variant<>("b")), "a{qv}"),
                new Variant<>(new Variant<>("deep"), "v")));
        for (Object value : odd) {
            for (String name : List.of(
                    "RSSI",
                    "Name",
                    "UUIDs",
                    "ManufacturerData",
                    "ServiceData",
                    "TxPower",
                    "AdvertisingFlags",
                    "AdvertisingData",
                    "Appearance",
                    "Unknown",
                    "AddressType",
                    "Alias")) {
                bluez.change(device, ScriptedBluez.DEVICE, Map.of(name, value));
            }
            for (String name : List.of("UUID", "Flags", "MTU", "Notifying", "Unknown")) {
                bluez.change(characteristic, ScriptedBluez.CHARACTERISTIC, Map.of(name, value));
            }
            for (String name : List.of("Alias", "Address", "Discovering", "Roles", "Unknown")) {
                bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of(name, value));
            }
        }
        bluez.emit(device, "org.freedesktop.DBus.Properties", "PropertiesChanged", "i", 7);
        bluez.emit(device, "org.freedesktop.DBus.Properties", "PropertiesChanged", "ss", "a", "b");
        bluez.emit("/", "org.freedesktop.DBus.ObjectManager", "InterfacesAdded", "s", "odd");
        bluez.emit("/", "org.freedesktop.DBus.ObjectManager", "InterfacesRemoved", "is", 1, "odd");
        bluez.change(
                device,
                ScriptedBluez.DEVICE,
                Map.of("RSSI", new Variant<>((short) -40), "ManufacturerData", ScriptedBluez.manufacturerData(99, (byte)
                        5)));
        Await.until(
                "what is well-formed is heard",
                () -> recorder.reports.stream()
                        .anyMatch(report -> report.rssi() == -40
                                && Bytes.ofHex("05")
                                        .equals(report.data().manufacturerData().get(99))));
        assertQuiet("disconnected " + DisconnectReason.UNKNOWN);
        Await.result(link.close());
        Await.result(radio.stopScan());
    }

    @Test
    void objectsThatAreMissing_areNotFound() throws Exception {
        Radio radio = start();
        recorder.await("status ok");
        Link link = link(radio);
        Characteristic characteristic = characteristic(link);
        bluez.withdraw(hci0 + "/dev_" + ADDRESS.replace(':', '_') + "/service0030/char0031");
        bluez.on("ReadValue", call -> Answer.busError("UnknownObject", "no " + call.path()));

        assertThat(outcome(link.read(characteristic))).isInstanceOf(BleException.class);
        Await.result(link.close());
    }
}
