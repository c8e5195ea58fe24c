// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.AddressType;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;

class IdentityKeyTest {
    private static final Bytes KEY = Bytes.ofHex("ec0234a357c8ad05341010a60a397d9b");

    private static boolean resolves(String address) {
        return new IdentityKey(KEY)
                .resolves(DeviceAddress.of(address, AddressType.RANDOM).value());
    }

    @Test
    void sampleOfTheSpecification_isResolved() {
        // Core Specification, volume 3, part H, appendix D.7
        assertThat(new IdentityKey(KEY).hash(0x708194)).isEqualTo(0x0dfbaa);
        assertThat(resolves("70:81:94:0D:FB:AA")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"70:81:94:0D:FB:AB", "70:81:95:0D:FB:AA", "30:81:94:0D:FB:AA", "F0:81:94:0D:FB:AA"})
    void otherAddress_isNotResolved(String address) {
        assertThat(resolves(address)).isFalse();
    }

    @Test
    void keyOfAnotherLength_isRefused_withoutShowingIt() {
        assertThatThrownBy(() -> new IdentityKey(Bytes.ofHex("ec02")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("ec02");
        assertThat(new IdentityKey(KEY).toString()).doesNotContain("ec02");
    }
}
