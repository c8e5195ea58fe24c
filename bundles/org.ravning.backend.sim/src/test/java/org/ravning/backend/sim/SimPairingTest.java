// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BlePairingException;
import org.ravning.api.BlePairingException.Reason;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.DeviceId;
import org.ravning.api.GattException;
import org.ravning.api.KnownDevice;
import org.ravning.api.PairingAgent.Capability;
import org.ravning.backend.sim.air.AirDevice;
import org.ravning.backend.sim.air.PairingPlan;
import org.ravning.backend.sim.air.PairingPlan.Method;
import org.ravning.spi.Link;
import org.ravning.spi.PairingEvents;

class SimPairingTest {
    private static final String ADDRESS = "C2:00:00:00:00:01";

    private final SimRig rig = new SimRig();

    /** A person who gives these answers at once. */
    private record Person(Capability capability, OptionalInt entering, boolean confirming, List<Integer> shown)
            implements PairingEvents {
        static Person able(Capability capability) {
            return new Person(capability, OptionalInt.of(123456), true, new CopyOnWriteArrayList<>());
        }

        @Override
        public CompletionStage<Boolean> confirm(int passkey) {
            shown.add(passkey);
            return CompletableFuture.completedFuture(confirming);
        }

        @Override
        public CompletionStage<OptionalInt> enter() {
            return CompletableFuture.completedFuture(entering);
        }

        @Override
        public void display(int passkey) {
            shown.add(passkey);
        }
    }

    private AirDevice device(Method method, int passkey) {
        return rig.air.addDevice(AirDevice.builder(ADDRESS)
                .name("Lock")
                .connectable(true)
                .pairing(new PairingPlan(method, passkey))
                .service(
                        "ffe0",
                        s -> s.characteristic(
                                "ffe1",
                                c -> c.allow(CharacteristicProperty.READ)
                                        .value(Bytes.ofHex("2a"))
                                        .pairedOnly(true))));
    }

    private Reason refusal(Link link, Person person) {
        Throwable thrown = rig.failureNow(link.pair(person));
        assertThat(thrown).isInstanceOf(BlePairingException.class);
        return ((BlePairingException) thrown).reason();
    }

    @Test
    void pairedOnlyValue_isRefusedUntilPaired() {
        device(Method.ENTER, 123456);
        Link link = rig.connect(ADDRESS);
        Characteristic secret = rig.characteristic(link, "ffe1");
        assertThat(rig.failureNow(link.read(secret)))
                .isInstanceOfSatisfying(
                        GattException.class,
                        e -> assertThat(e.reason()).isEqualTo(GattException.Reason.AUTHENTICATION));

        rig.now(link.pair(Person.able(Capability.KEYBOARD_ONLY)));

        assertThat(rig.now(link.read(secret))).isEqualTo(Bytes.ofHex("2a"));
    }

    @ParameterizedTest
    @CsvSource({
        "JUST_WORKS, NO_INPUT_NO_OUTPUT,",
        "ENTER, KEYBOARD_ONLY,",
        "ENTER, DISPLAY_YES_NO, AUTHENTICATION_FAILED",
        "CONFIRM, DISPLAY_YES_NO,",
        "CONFIRM, KEYBOARD_ONLY, AUTHENTICATION_FAILED",
        "DISPLAY, DISPLAY_ONLY,",
        "DISPLAY, NO_INPUT_NO_OUTPUT, AUTHENTICATION_FAILED",
        "REFUSE, KEYBOARD_DISPLAY, REJECTED"
    })
    void method_needsAPersonWhoCan(Method method, Capability capability, Reason reason) {
        device(method, 123456);
        Link link = rig.connect(ADDRESS);

        if (reason == null) {
            rig.now(link.pair(Person.able(capability)));
        } else {
            assertThat(refusal(link, Person.able(capability))).isEqualTo(reason);
        }
    }

    @Test
    void wrongPasskey_failsAuthentication() {
        device(Method.ENTER, 1);

        assertThat(refusal(rig.connect(ADDRESS), Person.able(Capability.KEYBOARD_ONLY)))
                .isEqualTo(Reason.AUTHENTICATION_FAILED);
    }

    @Test
    void noPasskeyAndNoConfirmation_areToldApart() {
        device(Method.ENTER, 1);
        Link link = rig.connect(ADDRESS);
        assertThat(refusal(link, new Person(Capability.KEYBOARD_ONLY, OptionalInt.empty(), false, List.of())))
                .isEqualTo(Reason.CANCELLED);
    }

    @Test
    void numberNotConfirmed_isRejected() {
        device(Method.CONFIRM, 77);
        Person person = new Person(Capability.DISPLAY_YES_NO, OptionalInt.empty(), false, new CopyOnWriteArrayList<>());

        assertThat(refusal(rig.connect(ADDRESS), person)).isEqualTo(Reason.REJECTED);
        assertThat(person.shown()).containsExactly(77);
    }

    /** A person who never answers. */
    private static final class Silent implements PairingEvents {
        @Override
        public Capability capability() {
            return Capability.KEYBOARD_ONLY;
        }

        @Override
        public CompletionStage<Boolean> confirm(int passkey) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<OptionalInt> enter() {
            return new CompletableFuture<>();
        }

        @Override
        public void display(int passkey) {}
    }

    @Test
    void cancelled_endsThePairing() {
        device(Method.ENTER, 1);
        Link link = rig.connect(ADDRESS);
        CompletionStage<Void> pairing = link.pair(new Silent());
        link.cancelPairing();

        assertThat(rig.failureNow(pairing))
                .isInstanceOfSatisfying(
                        BlePairingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
    }

    @Test
    void deviceHangsUp_endsThePairing() {
        AirDevice device = device(Method.ENTER, 1);
        Link link = rig.connect(ADDRESS);
        CompletionStage<Void> pairing = link.pair(new Silent());
        device.disconnect();

        assertThat(rig.failureNow(pairing)).isInstanceOf(BleDisconnectedException.class);
    }

    @Test
    void pairedDevice_isKnownUntilForgotten() {
        device(Method.JUST_WORKS, 0);
        assertThat(rig.now(rig.radio().knownDevices())).isEmpty();
        Link link = rig.connect(ADDRESS);
        assertThat(rig.now(rig.radio().knownDevices())).containsExactly(known(false, true));
        rig.now(link.pair(Person.able(Capability.NO_INPUT_NO_OUTPUT)));
        rig.now(link.close());
        assertThat(rig.now(rig.radio().knownDevices())).containsExactly(known(true, false));

        assertThat(rig.now(rig.radio().forget(DeviceId.parse(ADDRESS)))).isTrue();
        assertThat(rig.now(rig.radio().forget(DeviceId.parse(ADDRESS)))).isFalse();
        assertThat(rig.now(rig.radio().knownDevices())).isEmpty();
    }

    private KnownDevice known(boolean paired, boolean connected) {
        return new KnownDevice(DeviceId.parse(ADDRESS), rig.radio().id(), "Lock", paired, connected);
    }

    @Test
    void forgottenWhileConnected_losesItsLink() {
        device(Method.JUST_WORKS, 0);
        rig.connect(ADDRESS);

        assertThat(rig.now(rig.radio().forget(DeviceId.parse(ADDRESS)))).isTrue();
        assertThat(rig.told()).anyMatch(event -> event.contains("LOCAL_SYSTEM"));
    }
}
