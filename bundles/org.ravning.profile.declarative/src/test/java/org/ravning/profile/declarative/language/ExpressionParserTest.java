// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.profile.declarative.yaml.ProfileFileException;

class ExpressionParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "1 + 2 * 3 => 7",
                "(1 + 2) * 3 => 9",
                "7 // 2 + 7 % 2 => 4",
                "-7 // 2 => -4",
                "-7 % 3 => 2",
                "10 / 4 => 2.5",
                "0x10 & 0x30 == 0x10 => 1",
                "1 << 4 | 2 ^ 3 => 17",
                "~0 & 0xff => 255",
                "2 > 1 && !(3 < 2) ? 5 : 6 => 5",
                "0 ? 1 : 0 ? 2 : 3 => 3",
                "min(3, 2) + max(3, 2) => 5",
                "round(2.5) + trunc(-2.5) + floor(-2.5) + ceil(2.1) + abs(-1) => 2",
                "pow(2, 10) + sqrt(16) => 1028",
                "x * 2 => 84",
                "_earlier + 1 => 8",
                "byte(1) + byte(-1) => 5",
                "length => 3",
                "known(byte(9)) => 0",
            })
    void calculation_compiled_hasItsValue(String calculation, String expected) {
        Tried.expect("calc: \"" + calculation.trim() + "\"", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "1 + => ends too early",
                "(1 => \")\" is missing",
                "1 2 => unexpected 2",
                "later + 1 => no field \"later\" before it",
                "sin(1) => no function sin",
                "min(1, 2, 3) => does not take 3",
                "1 ? 2 => \":\" is missing",
                "a.b => cannot read it",
                "((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))) => nested",
            })
    void mistake_compiled_refusedWithReason(String calculation, String reason) {
        assertThatThrownBy(() -> Tried.expect("calc: \"" + calculation + "\"", "0"))
                .isInstanceOf(ProfileFileException.class)
                .hasMessageContaining(reason)
                .hasMessageStartingWith("tried.yaml:5:");
    }

    @ParameterizedTest
    @CsvSource({"1 / 0", "1 % 0", "byte(7) + 1", "0 / 0 & 1"})
    void unknownResult_calculated_notAvailable(String calculation) {
        Tried.expect("calc: " + calculation, "none");
    }
}
