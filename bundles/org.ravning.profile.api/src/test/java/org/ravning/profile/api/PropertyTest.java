// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.Bytes;

class PropertyTest {
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");

    @ParameterizedTest
    @ValueSource(strings = {"", "Temperature", "2nd", "a b", "a/b", "a+", "température"})
    void nameThatCannotBeATopicOrKey_isRefused(String name) {
        assertThatThrownBy(() -> Property.text(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unitOnSomethingThatIsNoNumber_isRefused() {
        assertThatThrownBy(() -> new Property(
                        "door",
                        "Door",
                        PropertyType.BOOLEAN,
                        Unit.PERCENT,
                        TEMPERATURE.access(),
                        null,
                        Category.PRIMARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only numbers have a unit");
    }

    @Test
    void unitThatDoesNotFitTheQuantity_isRefused() {
        assertThatThrownBy(() -> Property.number("probe", "Probe", Unit.PERCENT, "temperature"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("probe: temperature is told in °C, not in %");
        assertThatThrownBy(() -> Property.number("temperature_2", "Probe", Unit.PERCENT, null))
                .hasMessageContaining("temperature is told in °C");
        assertThatThrownBy(() -> Property.number("energy", "Energy", null, "energy"))
                .hasMessage("energy: energy is told in Wh or kWh or kJ, not without one");
        assertThatThrownBy(() -> Property.number("acid", "Acid", Unit.PERCENT, "ph"))
                .hasMessage("acid: ph is told without a unit, not in %");
        assertThat(Property.number("acid", "Acid", null, "ph").unit()).isNull();
        assertThat(Property.number("luck", "Luck", Unit.VOLT, "luck").unit()).isEqualTo(Unit.VOLT);
        assertThat(Property.number("temperature", "Setting", null, null).unit()).isNull();
    }

    @Test
    void severalOfAKind_areNumbered() {
        assertThat(TEMPERATURE.numbered(2).name()).isEqualTo("temperature_2");
        assertThat(TEMPERATURE.numbered(2).label()).isEqualTo("Temperature 2");
        assertThat(TEMPERATURE.numbered(2).deviceClass()).isEqualTo("temperature");
    }

    @Test
    void readingOfTheWrongKind_isRefused() {
        assertThatThrownBy(() -> new Reading(TEMPERATURE, Value.of("hot")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reading(TEMPERATURE, Value.of(true))).isInstanceOf(IllegalArgumentException.class);
        Property button = Property.event("button", "Button", "press");
        assertThatThrownBy(() -> new Reading(button, Value.of("press"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Reading(TEMPERATURE, null).value()).isNull();
    }

    @Test
    void readingWithoutValue_isUnavailable_andNothingElse() {
        assertThat(new Reading(TEMPERATURE, null).quality()).isEqualTo(Quality.UNAVAILABLE);
        assertThat(new Reading(TEMPERATURE, Value.of(1)).quality()).isEqualTo(Quality.GOOD);
        assertThatThrownBy(() -> new Reading(TEMPERATURE, null, Quality.GOOD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reading(TEMPERATURE, Value.of(1), Quality.UNAVAILABLE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valueOfAThingThatIsAway_isStale() {
        ThingState.TimedValue warm = new ThingState.TimedValue(Value.of(21), Instant.EPOCH, Quality.UNCERTAIN);
        ThingState.TimedValue none = new ThingState.TimedValue(null, Instant.EPOCH);
        ThingState there = new ThingState(Map.of("a", warm, "b", none), Availability.ONLINE, null, null);
        ThingState away = new ThingState(there.values(), Availability.OFFLINE, null, null);

        assertThat(there.quality("a")).isEqualTo(Quality.UNCERTAIN);
        assertThat(away.quality("a")).isEqualTo(Quality.STALE);
        assertThat(away.quality("b")).isEqualTo(Quality.UNAVAILABLE);
        assertThat(away.quality("c")).isEqualTo(Quality.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " Meter", "a\nb", "a\u0000b"})
    void modelThatIsNoLineOfText_isRefused(String model) {
        assertThatThrownBy(() -> ThingOptions.NONE.withModel(model)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ThingOptions.NONE.withModel("x".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbers_areExactAndCompareByValue() {
        assertThat(Value.scaled(2506, 2)).hasToString("25.06");
        assertThat(Value.scaled(250, 1)).isEqualTo(Value.of(25)).hasSameHashCodeAs(Value.of(25));
        assertThat(Value.scaled(-5, 3)).hasToString("-0.005");
    }

    @Test
    void setting_outOfRangeOrType_isRejectedInWords() {
        PropertyType dimmer = new PropertyType.NumberType(BigDecimal.ZERO, new BigDecimal(100), BigDecimal.ONE);
        assertThat(dimmer.reject(Value.of(100))).isEmpty();
        assertThat(dimmer.reject(Value.scaled(105, 1))).contains("values go in steps of 1");
        assertThat(dimmer.reject(Value.of(new BigDecimal("1E+1")))).isEmpty();
        PropertyType half = new PropertyType.NumberType(new BigDecimal("0.25"), null, new BigDecimal("0.5"));
        assertThat(half.reject(Value.of(new BigDecimal("1.750")))).isEmpty();
        assertThat(half.reject(Value.of(2))).contains("values go in steps of 0.5 from 0.25");
        assertThat(half.reject(Value.of(new BigDecimal("1E+999999999")))).isPresent();
        assertThat(half.reject(Value.of(new BigDecimal("1.25E-999999999")))).isPresent();
        assertThat(dimmer.reject(Value.scaled(1001, 1))).contains("the greatest value is 100");
        assertThat(dimmer.reject(Value.of(-1))).contains("the least value is 0");
        assertThat(dimmer.reject(Value.of("1"))).contains("a number is expected");
        assertThat(PropertyType.BOOLEAN.reject(Value.of(1))).contains("true or false is expected");
        PropertyType level = new PropertyType.EnumType(List.of("none", "mild", "high"));
        assertThat(level.reject(Value.of("mild"))).isEmpty();
        assertThat(level.reject(Value.of("loud"))).contains("one of none, mild, high is expected");
        assertThat(PropertyType.TEXT.reject(Value.of("x".repeat(513)))).isPresent();
    }

    @Test
    void textInAnotherForm_isRejectedInWords() {
        PropertyType colour = new PropertyType.TextType(7, TextFormat.COLOUR);
        assertThat(colour.reject(Value.of("#ff8000"))).isEmpty();
        assertThat(colour.reject(Value.of("#ff800"))).contains("a colour such as #ff8000 is expected");
        assertThat(colour.reject(Value.of("#ff80000"))).contains("a text of at most 7 characters is expected");
        PropertyType bytes = new PropertyType.TextType(20, TextFormat.HEX);
        assertThat(bytes.reject(Value.of("0aFF"))).isEmpty();
        assertThat(bytes.reject(Value.of("0aF"))).contains("an even number of hexadecimal digits is expected");
        assertThat(TextFormat.DATE_TIME.reject("2026-11-21T05:30:00")).isEmpty();
        assertThat(TextFormat.DATE_TIME.reject("2026-02-30T05:30:00")).isPresent();
    }

    @Test
    void keyOfADevice_isInNoText() {
        DecodeContext context = new DecodeContext(Bytes.ofHex("231d39c1d7cc1ab1aee224cd096db932"), null);
        assertThat(context.toString()).doesNotContain("231d39");
    }

    @Test
    void idsThatCannotBeTopics_areRefused() {
        assertThatThrownBy(() -> new ThingId("a/b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProfileInfo("BTHome", "BTHome", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventOfAPropertyThatIsNone_isRefused() {
        assertThatThrownBy(() -> new Event(TEMPERATURE, "press", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
