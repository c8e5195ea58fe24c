// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThingOptionsTest {
    private static ThingOptions band(String property, BigDecimal band) {
        return ThingOptions.NONE.withDeadBands(Map.of(property, band));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "t ",
                " t",
                "t\n",
                "\nt",
                "t\rb",
                "t=1",
                "t:1",
                "t#",
                "!t",
                "t\\",
                "\\u000a",
                "t.b",
                "T",
                "t\u0000",
                "t\u0085",
                "t\u2028b",
                "1t",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void deadBand_ofWhatIsNoNameOfAProperty_isRefusedInOneLine(String property) {
        assertThatThrownBy(() -> band(property, BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasLineCount(1)
                .startsWith("a dead band is that of a property");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e101", "1e-101", "1e999999999", "1e-999999999"})
    void deadBand_thatIsNoUsualNumberAboveZero_isRefused(String band) {
        assertThatThrownBy(() -> band("t", new BigDecimal(band)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the dead band of t is a number above zero");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u0000b",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\ud800b"
            })
    void model_thatIsNotOnOneLine_isRefused(String model) {
        assertThatThrownBy(() -> ThingOptions.NONE.withModel(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a model is a text of 1 to 64 characters on one line");
    }

    @Test
    void marksOfFiles_inAModel_areText() {
        assertThat(ThingOptions.NONE.withModel("#a = b:\\c!").model()).isEqualTo("#a = b:\\c!");
    }
}
