// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.AddressType;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.KeyKind;

class IdentitiesTest {
    // Core Specification, volume 3, part H, appendix D.7
    private static final String IRK = "ec0234a357c8ad05341010a60a397d9b";
    private static final DeviceId RESOLVABLE = DeviceId.parse("70:81:94:0D:FB:AA");

    @TempDir
    private Path folder;

    private KeyVault vault() {
        return KeyVault.in(folder.resolve("keys"), false, problem -> {});
    }

    @Test
    void addressOfTheKeysOwner_isResolved() {
        KeyVault vault = vault();
        Identities identities = new Identities(vault);
        assertThat(identities.of(RESOLVABLE)).isNull();

        vault.set("anna", KeyKind.IRK, IRK);

        assertThat(identities.of(RESOLVABLE)).isNotNull().hasToString("anna");
        assertThat(identities.of(DeviceId.parse("70:81:94:0D:FB:AB"))).isNull();
        vault.set("anna", KeyKind.IRK, null);
        assertThat(identities.of(RESOLVABLE)).isNull();
    }

    @Test
    void keyInTheOtherByteOrder_isGoodToo() {
        KeyVault vault = vault();
        vault.set("anna", KeyKind.IRK, "9b7d390aa610103405adc857a33402ec");
        assertThat(new Identities(vault).of(RESOLVABLE)).isNotNull();
    }

    @Test
    void lastingAddress_belongsToTheSameOwner() {
        KeyVault vault = vault();
        vault.set("A4:C1:38:00:00:01", KeyKind.IRK, IRK);
        Identities identities = new Identities(vault);
        assertThat(identities.of(DeviceId.parse("a4c138000001"))).isEqualTo(identities.of(RESOLVABLE));
    }

    @Test
    void floodOfAddresses_isForgotten_andWhatIsRepeatedIsNotCalculatedAgain() {
        KeyVault vault = vault();
        vault.set("anna", KeyKind.IRK, IRK);
        Identities identities = new Identities(vault);
        for (int i = 0; i < 100_000; i++) {
            identities.of(new DeviceAddress(0x40_00_00_00_00_00L + i * 7919L, AddressType.RANDOM));
            identities.of(RESOLVABLE);
        }
        assertThat(identities.remembered()).isEqualTo(4096);
        assertThat(identities.calculated()).isEqualTo(100_001);
        assertThat(identities.of(RESOLVABLE)).isNotNull();
    }
}
