// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AddressType;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BlePairingException;
import org.ravning.api.BlePairingException.Reason;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceAddress;
import org.ravning.api.KnownDevice;
import org.ravning.api.PairingAgent;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.spi.Link;
import org.ravning.spi.PairingEvents;
import org.ravning.spi.Radio;
import org.ravning.testkit.Await;

class BluezPairingTest extends BluezRig {
    private static final String AGENT = "org.bluez.Agent1";
    private static final String PATH = "/org/ravning/agent";

    private final Person person = new Person();
    private String path;
    private Radio radio;
    private Link link;

    /** Answers what the test says, when the test says it. */
    private static final class Person implements PairingEvents {
        PairingAgent.Capability capability = PairingAgent.Capability.KEYBOARD_DISPLAY;
        final CompletableFuture<Boolean> confirmed = new CompletableFuture<>();
        final CompletableFuture<OptionalInt> entered = new CompletableFuture<>();
        final List<Integer> displayed = new CopyOnWriteArrayList<>();

        @Override
        public PairingAgent.Capability capability() {
            return capability;
        }

        @Override
        public CompletionStage<Boolean> confirm(int passkey) {
            displayed.add(passkey);
            return confirmed;
        }

        @Override
        public CompletionStage<OptionalInt> enter() {
            return entered;
        }

        @Override
        public void display(int passkey) {
            displayed.add(passkey);
        }
    }

    @BeforeEach
    void connect() throws Exception {
        path = bluez.addDevice(hci0, ADDRESS, Map.of("Name", "Lock"));
        radio = start();
        recorder.await("status ok"); // all objects are loaded
        link = Await.result(radio.openLink(DEVICE, recorder).link());
    }

    private CompletionStage<Void> pairing() {
        bluez.on("Pair", call -> Answer.SILENCE);
        CompletionStage<Void> pairing = link.pair(person);
        Await.until("Pair was called", () -> bluez.count("Pair") == 1);
        return pairing;
    }

    private CompletableFuture<String> asked(String member, String signature, Object... more) {
        Object[] values = new Object[more.length + 1];
        values[0] = new DBusPath(path);
        System.arraycopy(more, 0, values, 1, more.length);
        return bluez.ask("Pair", PATH, AGENT, member, "o" + signature, values);
    }

    private static Reason reason(CompletionStage<?> pairing) throws InterruptedException {
        assertThat(Await.failure(pairing)).isInstanceOf(BlePairingException.class);
        return ((BlePairingException) Await.failure(pairing)).reason();
    }

    private void assertAgentGone() {
        Await.until("the agent is gone", () -> bluez.count("UnregisterAgent") == 1);
    }

    @Test
    void passkeyAsked_isEnteredAndThePairingSucceeds() throws Exception {
        CompletionStage<Void> pairing = pairing();
        CompletableFuture<String> question = asked("RequestPasskey", "");
        person.entered.complete(OptionalInt.of(123456));

        assertThat(Await.result(question)).isEqualTo("123456");
        bluez.answer("Pair", Answer.DONE);
        Await.result(pairing);
        assertAgentGone();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_INPUT_NO_OUTPUT, NoInputNoOutput",
        "DISPLAY_ONLY, DisplayOnly",
        "DISPLAY_YES_NO, DisplayYesNo",
        "KEYBOARD_ONLY, KeyboardOnly",
        "KEYBOARD_DISPLAY, KeyboardDisplay"
    })
    void capability_isToldToBluetoothd(PairingAgent.Capability capability, String word) throws Exception {
        person.capability = capability;
        bluez.on("Pair", call -> Answer.DONE);
        Await.result(link.pair(person));

        assertThat(bluez.calls())
                .filteredOn(call -> call.member().equals("RegisterAgent"))
                .singleElement()
                .satisfies(call -> assertThat(call.values()[1]).isEqualTo(word));
    }

    @Test
    void passkeyNotEntered_isCancelled() throws Exception {
        CompletionStage<Void> pairing = pairing();
        CompletableFuture<String> question = asked("RequestPasskey", "");
        person.entered.complete(OptionalInt.empty());

        assertThat(Await.result(question)).endsWith("AgentRefusal");
        bluez.answer("Pair", Answer.error("AuthenticationFailed", "Authentication Failed"));
        assertThat(reason(pairing)).isEqualTo(Reason.CANCELLED);
    }

    @Test
    void numberConfirmed_isReturnedToBluetoothd() throws Exception {
        CompletionStage<Void> pairing = pairing();
        CompletableFuture<String> question = asked("RequestConfirmation", "u", new UInt32(42));
        person.confirmed.complete(true);

        assertThat(Await.result(question)).isEmpty();
        assertThat(person.displayed).containsExactly(42);
        bluez.answer("Pair", Answer.DONE);
        Await.result(pairing);
    }

    @Test
    void numberNotConfirmed_isRejected() throws Exception {
        CompletionStage<Void> pairing = pairing();
        CompletableFuture<String> question = asked("RequestConfirmation", "u", new UInt32(42));
        person.confirmed.complete(false);

        assertThat(Await.result(question)).endsWith("AgentRefusal");
        bluez.answer("Pair", Answer.error("AuthenticationFailed", "Authentication Failed"));
        assertThat(reason(pairing)).isEqualTo(Reason.REJECTED);
    }

    @Test
    void passkeyToShow_isShownOnceForAllKeysPressed() throws Exception {
        CompletionStage<Void> pairing = pairing();
        Await.result(asked("DisplayPasskey", "uq", new UInt32(7), new UInt16(0)));
        Await.result(asked("DisplayPasskey", "uq", new UInt32(7), new UInt16(1)));

        assertThat(person.displayed).containsExactly(7);
        bluez.answer("Pair", Answer.DONE);
        Await.result(pairing);
    }

    @Test
    void anotherDevice_isRefusedByTheAgent() throws Exception {
        CompletionStage<Void> pairing = pairing();
        CompletableFuture<String> question =
                bluez.ask("Pair", PATH, AGENT, "RequestPasskey", "o", new DBusPath(hci0 + "/dev_C0_00_00_00_00_09"));

        assertThat(Await.result(question)).endsWith("AgentRefusal");
        bluez.answer("Pair", Answer.DONE);
        Await.result(pairing);
    }

    @Test
    void cancelled_tellsBluetoothdAndFreesTheQuestion() throws Exception {
        CompletionStage<Void> pairing = pairing();
        CompletableFuture<String> question = asked("RequestPasskey", "");
        bluez.on("CancelPairing", call -> {
            bluez.answer("Pair", Answer.error("AuthenticationCanceled", "Authentication Canceled"));
            return Answer.DONE;
        });
        link.cancelPairing();

        assertThat(reason(pairing)).isEqualTo(Reason.CANCELLED);
        assertThat(Await.result(question)).endsWith("AgentRefusal");
        assertAgentGone();
    }

    @ParameterizedTest
    @CsvSource({
        "AuthenticationCanceled, CANCELLED",
        "AuthenticationRejected, REJECTED",
        "AuthenticationFailed, AUTHENTICATION_FAILED",
        "AuthenticationTimeout, TIMED_OUT",
        "InProgress, IN_PROGRESS",
        "ConnectionAttemptFailed, FAILED"
    })
    void refusal_hasItsReason(String error, Reason reason) throws Exception {
        bluez.on("Pair", call -> Answer.error(error, "words"));

        assertThat(reason(link.pair(person))).isEqualTo(reason);
        assertAgentGone();
    }

    @Test
    void pairedAlready_isSuccess() throws Exception {
        bluez.on("Pair", call -> Answer.error("AlreadyExists", "Already Exists"));

        Await.result(link.pair(person));
    }

    @Test
    void pairedAsTheDeviceShows_bluetoothdIsNotAsked() throws Exception {
        bluez.change(path, ScriptedBluez.DEVICE, Map.of("Paired", true));

        Await.result(link.pair(person));

        assertThat(bluez.count("Pair")).isZero();
    }

    @Test
    void linkLost_isTheReasonOfTheFailure() throws Exception {
        CompletionStage<Void> pairing = pairing();
        bluez.change(path, ScriptedBluez.DEVICE, Map.of("Connected", false));
        recorder.await("disconnected UNKNOWN");
        bluez.answer("Pair", Answer.error("AuthenticationCanceled", "Authentication Canceled"));

        assertThat(Await.failure(pairing)).isInstanceOf(BleDisconnectedException.class);
    }

    @Test
    void agentRefused_isAFailureWithoutPairing() throws Exception {
        bluez.on("RegisterAgent", call -> Answer.busError("AccessDenied", "no"));

        assertThat(Await.failure(link.pair(person)))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.NOT_AUTHORIZED));
        assertThat(bluez.count("Pair")).isZero();
    }

    @Test
    void secondPairing_waitsForTheFirst() throws Exception {
        CompletionStage<Void> first = pairing();
        CompletionStage<Void> second = link.pair(person);
        bluez.on("Pair", call -> Answer.DONE);
        assertThat(bluez.count("Pair")).isEqualTo(1);
        bluez.answer("Pair", Answer.DONE);

        Await.result(first);
        Await.result(second);
        assertThat(bluez.count("RegisterAgent")).isEqualTo(2);
    }

    @Test
    void knownDevices_areThosePairedTrustedOrConnected() throws Exception {
        bluez.addDevice(hci0, "C0:00:00:00:00:02", Map.of("Paired", true, "Name", "Bulb"));
        bluez.addDevice(hci0, "C0:00:00:00:00:03", Map.of("Trusted", true, "AddressType", "public"));
        bluez.addDevice(hci0, "C0:00:00:00:00:04", Map.of("Name", "heard only"));
        bluez.addDevice(hci0, "nonsense", Map.of("Paired", true));

        assertThat(Await.result(radio.knownDevices()))
                .containsExactly(
                        new KnownDevice(DEVICE, radio.id(), "Lock", false, true),
                        known("C0:00:00:00:00:02", "Bulb", true),
                        known("C0:00:00:00:00:03", null, false));
    }

    private KnownDevice known(String address, String name, boolean paired) {
        return new KnownDevice(DeviceAddress.of(address, AddressType.RANDOM), radio.id(), name, paired, false);
    }

    @Test
    void knownDevices_refused_isATypedFailure() throws Exception {
        bluez.on("GetManagedObjects", call -> Answer.of("s", "nonsense"));

        assertThat(Await.failure(radio.knownDevices())).isInstanceOf(BleUnavailableException.class);
    }

    @Test
    void forget_removesTheDeviceFromBluetoothd() throws Exception {
        bluez.on("RemoveDevice", call -> {
            bluez.remove(String.valueOf(call.values()[0]));
            return Answer.DONE;
        });

        assertThat(Await.result(radio.forget(DEVICE))).isTrue();
        recorder.await("disconnected LOCAL_SYSTEM");
    }

    @Test
    void forget_unknownDevice_saysSo() throws Exception {
        bluez.on("RemoveDevice", call -> Answer.error("DoesNotExist", "Does Not Exist"));

        assertThat(Await.result(radio.forget(DEVICE))).isFalse();
    }
}
