// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ravning.cli.Program.Outcome;

class PairingCommandsTest {
    private static final String LOCK = "C2:00:00:00:00:05";
    private static final String DISPLAY = "C2:00:00:00:00:06";
    private static final String PLAIN = "C2:00:00:00:00:01";
    private static final String BONDED = "C2:00:00:00:00:07";

    private static Outcome simulated(String... arguments) {
        return Program.simulatedBy("/pairing-air.yaml", arguments);
    }

    @Test
    void pair_withTheRightPasskey_succeeds() {
        Outcome outcome = simulated("pair", LOCK, "--passkey", "042042");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).containsExactly(LOCK + " is paired");
    }

    @Test
    void pair_asJson_isOneObject() {
        Outcome outcome = simulated("pair", PLAIN, "--json");

        assertThat(outcome.object().get("device").getAsString()).isEqualTo(PLAIN);
        assertThat(outcome.object().get("paired").getAsBoolean()).isTrue();
    }

    @Test
    void pair_withAWrongPasskey_isAFailureInOneLine() {
        Outcome outcome = simulated("pair", LOCK, "--passkey", "1");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).contains("the passkey was wrong");
    }

    @Test
    void pair_wantsAPasskeyInAPipe_saysHowToGiveIt() {
        Outcome outcome = simulated("pair", LOCK);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).endsWith("if the device wants a passkey, give it with --passkey N");
    }

    @Test
    void pair_withADeviceThatTakesAPasskey_saysWhichToEnter() {
        Outcome outcome = simulated("pair", DISPLAY);

        assertThat(outcome.problem()).isEqualTo("enter 000007 on " + DISPLAY);
        assertThat(outcome.lines()).containsExactly(DISPLAY + " is paired");
    }

    @Test
    void pair_passkeyOutOfRange_isWrongUsage() {
        Outcome outcome = simulated("pair", LOCK, "--passkey", "1000000");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--passkey is 0 to 999999");
    }

    @Test
    void pair_noAddress_isWrongUsage() {
        assertThat(simulated("pair", "nonsense").err()).contains("expected an address such as");
        assertThat(simulated("pair").status()).isEqualTo(2);
    }

    @Test
    void unpair_unknownDevice_isAFailure() {
        Outcome outcome = simulated("unpair", LOCK);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.problem()).isEqualTo("ravning: " + LOCK + " is not known; see: ravning devices");
    }

    @Test
    void unpair_knownDevice_isForgotten() {
        Outcome outcome = simulated("unpair", BONDED, "--json");

        assertThat(outcome.object().get("forgotten").getAsBoolean()).isTrue();
    }

    @Test
    void devices_known_areListedALineEach() {
        Outcome outcome = simulated("devices");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).singleElement().asString().contains(BONDED, "sim0", "paired", "Bonded");
    }

    @Test
    void devices_asJson_areOneObjectALine() {
        Outcome outcome = simulated("devices", "--json");

        assertThat(outcome.object().get("name").getAsString()).isEqualTo("Bonded");
        assertThat(outcome.object().get("paired").getAsBoolean()).isTrue();
        assertThat(outcome.object().get("connected").getAsBoolean()).isFalse();
    }
}
