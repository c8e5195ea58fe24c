// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Value;

class StrictJsonTest {
    private final StrictJson json = new StrictJson(1000, 16);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "[1,]",
                "01",
                "+1",
                ".5",
                "NaN",
                "Infinity",
                "nul",
                "TRUE",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{\"a\" 1}",
                "\"a\nb\"",
                "// c\n1",
                "",
                "  ",
                "{",
                "[1",
                "\"a",
                "{\"a\":1,\"a\":1}",
                "1e400",
                "1e-999999999",
                "\"\\x\""
            })
    void notJson_isRefused_inOneLine(String text) {
        assertThatThrownBy(() -> json.parse(Bytes.ofUtf8(text)))
                .isInstanceOf(BadPayloadException.class)
                .message()
                .isNotBlank()
                .doesNotContain("\n");
    }

    @Test
    void json_isRead_numbersExact() throws Exception {
        assertThat(json.parse("{\"a\":[25.060,true,null,\"x\"]}").toString())
                .isEqualTo("{\"a\":[25.060,true,null,\"x\"]}");
    }

    @Test
    void depthSixteen_isRead_seventeenNot() throws Exception {
        json.parse("[".repeat(16) + "]".repeat(16));

        assertThatThrownBy(() -> json.parse("[".repeat(17) + "]".repeat(17)))
                .hasMessage("JSON is nested deeper than 16");
    }

    @Test
    void longNumber_isRefused() {
        assertThatThrownBy(() -> json.parse("1".repeat(65))).hasMessage("a number is longer than 64 characters");
    }

    @Test
    void published_numbersHaveNoExponent_textIsEscaped() {
        assertThat(Json.of(Value.of(new BigDecimal("1E+3"))).toString()).isEqualTo("1000");
        assertThat(Json.of(Value.of(new BigDecimal("0.000000012"))).toString()).isEqualTo("0.000000012");
        assertThat(Json.bytes(Json.of(Value.of("\"\u0000<é>\n"))).utf8()).isEqualTo("\"\\\"\\u0000<é>\\n\"");
        assertThat(Json.of(Value.of(new BigDecimal("1E+999999999"))).toString().length())
                .isLessThan(20);
    }
}
