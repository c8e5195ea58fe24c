// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedicalFloatTest {
    @ParameterizedTest
    @CsvSource({"f16c, 36.4", "e16c, 3.64", "fe94, -36.4", "0000, 0", "2064, 10000", "07fd, 2045", "17ff, 20470"})
    void finiteSfloat_read_exact(String bits, BigDecimal value) {
        assertThat(MedicalFloat.ofSfloat(Integer.parseInt(bits, 16)).finite()).contains(value);
    }

    @ParameterizedTest
    @CsvSource({"ff00016c, 36.4", "0000016c, 364", "00fffe94, -364", "0200016c, 36400", "007ffffd, 8388605"})
    void finiteFloat_read_exact(String bits, BigDecimal value) {
        assertThat(MedicalFloat.ofFloat(Integer.parseUnsignedInt(bits, 16)).finite())
                .contains(value);
    }

    @ParameterizedTest
    @CsvSource({
        "07ff, 007fffff, NAN",
        "0800, 00800000, NRES",
        "07fe, 007ffffe, POSITIVE_INFINITY",
        "0802, 00800002, NEGATIVE_INFINITY",
        "0801, 00800001, RESERVED",
    })
    void specialValue_read_noNumber(String sfloat, String bits, MedicalFloat.Kind kind) {
        assertThat(MedicalFloat.ofSfloat(Integer.parseInt(sfloat, 16)).kind()).isEqualTo(kind);
        assertThat(MedicalFloat.ofFloat(Integer.parseInt(bits, 16)).kind()).isEqualTo(kind);
        assertThat(MedicalFloat.ofSfloat(Integer.parseInt(sfloat, 16)).finite()).isEmpty();
    }

    @Test
    void decimals_printed_asShortAsTheyAre() {
        assertThat(Decimals.scaled(2506, -2)).hasToString("25.06");
        assertThat(Decimals.scaled(2500, -2)).hasToString("25");
        assertThat(Decimals.scaled(0, -2)).hasToString("0");
        assertThat(Decimals.scaled(5, 3)).hasToString("5000");
        assertThat(Decimals.times(-7, new BigDecimal("0.35"))).hasToString("-2.45");
        assertThat(Decimals.divided(1, 3, 4)).hasToString("0.3333");
    }
}
