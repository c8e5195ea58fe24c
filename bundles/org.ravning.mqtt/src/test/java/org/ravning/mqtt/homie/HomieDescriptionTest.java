// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Value;

class HomieDescriptionTest {
    @ParameterizedTest
    @CsvSource({
        "temperature, temperature",
        "effect_, effect",
        "_x_, x",
        "Wohn Zimmer, wohn-zimmer",
        "'', x",
        "---, x",
        "a_b, a-b",
    })
    void id_isCleaned(String name, String id) {
        assertThat(HomieIds.clean(name)).isEqualTo(id);
    }

    @Test
    void ids_thatWouldBeTheSame_areNumbered() {
        HomieIds ids = new HomieIds();

        assertThat(List.of(ids.unique("a_b"), ids.unique("a-b"), ids.unique("a-b-2"), ids.unique("a_b_")))
                .containsExactly("a-b", "a-b-2", "a-b-2-2", "a-b-3");
    }

    /** Property.createChannelTypeFromAttributes of openHAB's Homie binding looks for these words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        press                          | SHORT_PRESSED,DOUBLE_PRESSED,LONG_PRESSED
        press,double_press,long_press  | SHORT_PRESSED,DOUBLE_PRESSED,LONG_PRESSED
        press,triple_press             | SHORT_PRESSED,DOUBLE_PRESSED,LONG_PRESSED,TRIPLE_PRESS
        press,release                  | PRESSED,RELEASED
        release,press,long_press       | SHORT_PRESSED,DOUBLE_PRESSED,LONG_PRESSED,RELEASE
        rotate_left,rotate_right       | ROTATE_LEFT,ROTATE_RIGHT
        """)
    void event_isWhatOpenHabTakesForAButton(String types, String format) {
        HomieWords words = HomieWords.events(Arrays.asList(types.split(",")));

        assertThat(words.format()).isEqualTo(format);
        assertThat(Arrays.stream(types.split(","))
                        .map(type -> words.payload(type).orElseThrow()))
                .isSubsetOf(format.split(","))
                .doesNotHaveDuplicates();
    }

    @Test
    void words_thatAListCannotHold_areReplaced_andFoundAgain() {
        HomieWords words = HomieWords.of(List.of("a,b", "a;b", "", " c ", "d\n"));

        assertThat(words.format()).isEqualTo("a;b,a;b-2,-,c,d");
        assertThat(words.word("a;b-2")).contains("a;b");
        assertThat(words.word("-")).contains("");
        assertThat(words.payload(" c ")).contains("c");
        assertThat(words.word("e")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "V4, 0, 100, 1, integer, 0:100",
        "V5, 0, 100, 1, integer, 0:100:1",
        "V4, 0, 100, 0.5, float, 0:100",
        "V5, 0, , 0.5, float, 0::0.5",
        "V4, 0, , 1, integer, ",
        "V4, , , , float, ",
        "V5, , , , float, ",
        "V5, -1E+2, 0.50, , float, -100:0.5",
    })
    void number_hasARange(
            Convention convention, BigDecimal min, BigDecimal max, BigDecimal step, String datatype, String format) {
        HomieProperty property = HomieProperty.of(
                convention,
                "level",
                new Property(
                        "level",
                        "Level",
                        new PropertyType.NumberType(min, max, step),
                        null,
                        Set.of(),
                        null,
                        org.ravning.profile.api.Category.PRIMARY));

        assertThat(property.datatype()).isEqualTo(datatype);
        assertThat(property.format()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "25.060, 25.060",
        "1E+3, 1000",
        "1E+60, 1E60",
        "1E-60, 1E-60",
        "-0.5, -0.5",
        "1E+400, ''",
        "1E+2000000000, ''"
    })
    void float_isWrittenAsHomieWantsIt(BigDecimal value, String payload) {
        assertThat(HomiePayloads.real().payload(Value.of(value)).orElse("")).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource({"49.6, 50", "-0.4, 0", "1E+3, 1000", "9223372036854775808, ''", "1E+2000000000, ''"})
    void integer_hasNoDecimals(BigDecimal value, String payload) {
        assertThat(HomiePayloads.integer().payload(Value.of(value)).orElse("")).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource({
        "off, off",
        "'', off",
        "4, 4",
        "'5, 4', '4, 5'",
    })
    void setting_isRead(String words, String told) {
        assertThat(HomieSettings.of(words, "homie", 100).told()).isEqualTo(told);
    }

    @Test
    void badSetting_isRefused_inOneLine() {
        assertThatThrownBy(() -> HomieSettings.of("3", "homie", 100))
                .hasMessage("homie is off, 4, 5 or \"4, 5\", not \"3\"");
        assertThatThrownBy(() -> HomieSettings.of("4", "my/homie", 100))
                .hasMessage("homieTopic is one level, not \"my/homie\"");
        assertThatThrownBy(() -> HomieSettings.of("4", "#", 100)).hasMessageContaining("cannot begin a topic");
    }

    @Test
    void memory_outlivesTheProcess_andAFileThatIsNone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("homie.json");
        HomieMemory memory = HomieMemory.in(file);
        long version = memory.version("homie/5/a", "{}", Clock.systemUTC());
        memory.keep("homie/5/a", Set.of("$state"));
        memory.keep("homie/b", Set.of("$name"));
        memory.forget("homie/b");
        memory.save();

        HomieMemory again = HomieMemory.in(file);
        assertThat(again.devices()).containsExactly("homie/5/a");
        assertThat(again.topics("homie/5/a")).containsExactly("$state");
        assertThat(again.version("homie/5/a", "{}", Clock.systemUTC())).isEqualTo(version);
        assertThat(again.version("homie/5/a", "{ }", Clock.systemUTC())).isEqualTo(version + 1);

        for (String broken : List.of("", "[]", "{\"a\":{}}", "{\"a\":1}", "\u0000")) {
            Files.writeString(file, broken);
            assertThat(HomieMemory.in(file).devices()).isEmpty();
        }
    }
}
