// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;

class ValueGateTest {
    private static final int MTU = 23;
    private static final Bytes A = Bytes.ofHex("0a");
    private static final Bytes B = Bytes.ofHex("0b");

    private final ValueGate gate = new ValueGate();

    @Test
    void noReadIsOpen_everyChangeIsANotification() {
        assertThat(gate.changed(A, 1, MTU)).containsExactly(A);
        assertThat(gate.changed(A, 2, MTU)).containsExactly(A);
    }

    @Test
    void readIsAnswered_itsChangeIsNone() {
        gate.readBegins();

        assertThat(gate.changed(A, 1, MTU)).isEmpty();
        assertThat(gate.readEnds(A, 2, MTU)).isNull();
        assertThat(gate.release()).isEmpty();
        assertThat(gate.changed(A, 3, MTU)).containsExactly(A);
    }

    @Test
    void notificationBeforeTheAnswer_onlyTheLastChangeIsTheReads() {
        gate.readBegins();

        assertThat(gate.changed(A, 1, MTU)).isEmpty();
        assertThat(gate.changed(A, 2, MTU)).containsExactly(A);
        assertThat(gate.readEnds(A, 3, MTU)).isNull();
        assertThat(gate.release()).isEmpty();
    }

    @Test
    void answerOvertakesItsChange_theChangeIsTakenOutLater() {
        gate.readBegins();

        assertThat(gate.changed(B, 1, MTU)).isEmpty();
        assertThat(gate.readEnds(A, 3, MTU)).isNotNull();
        assertThat(gate.release()).isEmpty();
        assertThat(gate.changed(A, 2, MTU)).containsExactly(B);
        assertThat(gate.changed(A, 4, MTU)).containsExactly(A);
    }

    @Test
    void answerOvertakesNotificationsOfItsValue_orderIsKept() {
        gate.readBegins();

        assertThat(gate.readEnds(A, 4, MTU)).isNotNull();
        assertThat(gate.changed(A, 1, MTU)).isEmpty();
        assertThat(gate.changed(B, 2, MTU)).containsExactly(A);
        assertThat(gate.changed(A, 3, MTU)).containsExactly(B);
        assertThat(gate.changed(B, 5, MTU)).containsExactly(B);
    }

    @Test
    void answersOfTwoReadsOvertakeTheirChanges_bothAreTakenOut() {
        gate.readBegins();
        assertThat(gate.readEnds(A, 2, MTU)).isNotNull();
        gate.readBegins();
        assertThat(gate.readEnds(B, 4, MTU)).isNotNull();

        assertThat(gate.changed(A, 1, MTU)).isEmpty();
        assertThat(gate.changed(B, 3, MTU)).isEmpty();
        assertThat(gate.changed(B, 5, MTU)).containsExactly(B);
    }

    @Test
    void anotherMessageIsBetweenChangeAndAnswer_theNextChangeSettlesIt() {
        gate.readBegins();

        assertThat(gate.changed(A, 1, MTU)).isEmpty();
        assertThat(gate.readEnds(A, 3, MTU)).isNotNull();
        assertThat(gate.changed(B, 4, MTU)).containsExactly(B);
    }

    @Test
    void busNumbersMessagesAnew_theValueDecides() {
        gate.readBegins();
        assertThat(gate.changed(A, 101, MTU)).isEmpty();
        assertThat(gate.readEnds(A, 2, MTU)).isNull();

        gate.readBegins();
        assertThat(gate.readEnds(B, 4, MTU)).isNotNull();
        assertThat(gate.changed(B, 103, MTU)).isEmpty();
        assertThat(gate.changed(B, 104, MTU)).containsExactly(B);
    }

    @Test
    void readFails_whatWasHeldBackIsANotification() {
        gate.readBegins();

        assertThat(gate.changed(A, 1, MTU)).isEmpty();
        assertThat(gate.readEnds(null, 2, MTU)).isNull();
        assertThat(gate.release()).containsExactly(A);
    }

    @Test
    void longRead_neitherPartIsANotification() {
        Bytes whole = Bytes.of(new byte[300]);
        gate.readBegins();

        assertThat(gate.changed(whole.slice(0, 22), 1, MTU)).isEmpty();
        assertThat(gate.changed(whole, 2, MTU)).isEmpty();
        assertThat(gate.readEnds(whole, 3, MTU)).isNull();
        assertThat(gate.changed(A, 4, MTU)).containsExactly(A);
    }

    @Test
    void changeComesLate_nothingIsHeldBackForItAndYetItIsTakenOut() {
        gate.readBegins();
        ValueGate.Expected expected = gate.readEnds(A, 9, MTU);
        assertThat(gate.changed(B, 5, MTU)).isEmpty();

        assertThat(gate.giveUp(Objects.requireNonNull(expected))).containsExactly(B);

        assertThat(gate.changed(B, 6, MTU)).containsExactly(B);
        assertThat(gate.changed(A, 8, MTU)).isEmpty();
        assertThat(gate.changed(A, 10, MTU)).containsExactly(A);
    }

    @Test
    void changeNeverComes_whatFollowsIsANotification() {
        gate.readBegins();
        gate.giveUp(Objects.requireNonNull(gate.readEnds(A, 9, MTU)));

        assertThat(gate.changed(B, 10, MTU)).containsExactly(B);
        assertThat(gate.changed(A, 11, MTU)).containsExactly(A);
    }
}
