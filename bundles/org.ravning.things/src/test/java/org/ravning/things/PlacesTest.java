// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;

/** Who has a place, and who gets one, while strangers take all that there are. */
class PlacesTest {
    private static final int PLACES = 10;
    private static final String WARM = "0115";
    private static final int KNOWN = 1;
    private static final int FIRST_STRANGER = 1000;

    private final ThingRecords records = ThingRecords.inMemory();
    private House house;
    private int strangers = FIRST_STRANGER;

    @BeforeEach
    void open() {
        open(records);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void namedThing_thatIsAway_keepsItsPlaceAndItsReadingInAFlood() {
        house.hear(House.device(KNOWN), WARM);
        house.registry.administration().rename("sensor-000001", "cellar");
        Object reading = house.registry
                .state(id(KNOWN))
                .orElseThrow()
                .values()
                .get("temperature")
                .value();

        flood(Duration.ofDays(2), Duration.ofMinutes(1));

        assertThat(house.registry.things())
                .hasSize(PLACES)
                .extracting(Thing::name)
                .contains("cellar");
        assertThat(house.registry
                        .state(id(KNOWN))
                        .orElseThrow()
                        .values()
                        .get("temperature")
                        .value())
                .isEqualTo(reading);
    }

    @Test
    void thingHeardForLong_thatIsAway_keepsItsPlace() {
        for (int i = 0; i < 20; i++) {
            house.hear(House.device(KNOWN), WARM);
            house.pass(Duration.ofMinutes(1));
        }

        flood(Duration.ofHours(20), Duration.ofMinutes(1));

        assertThat(isThing(KNOWN)).isTrue();
    }

    @Test
    void thingThatSends_keepsItsPlaceAmongStrangers() {
        house.hear(House.device(KNOWN), WARM);
        for (int i = 0; i < 600; i++) {
            house.hear(House.device(KNOWN), WARM);
            strangers(10);
            house.pass(Duration.ofSeconds(1));
            assertThat(isThing(KNOWN)).isTrue();
        }
    }

    @Test
    void strangerThatStays_heardWhileAllPlacesAreTaken_becomesAThing() {
        strangers(PLACES);
        house.hear(House.device(KNOWN), WARM);
        assertThat(isThing(KNOWN)).isFalse();

        int rounds = 0;
        while (!isThing(KNOWN) && rounds++ < 60) {
            strangers(10);
            house.pass(Duration.ofSeconds(1));
            house.hear(House.device(KNOWN), WARM);
        }

        assertThat(rounds).isEqualTo(10);
        assertThat(house.counter("evicted")).isEqualTo(1);
        assertThat(house.counter("no_room")).isPositive();
    }

    @Test
    void deviceHeardWhileAllPlacesAreTaken_becomesAThing_whenOneIsRemoved() {
        strangers(PLACES);
        house.hear(House.device(KNOWN), WARM);

        house.registry.administration().remove(house.registry.things().get(0).name(), false);
        house.hear(House.device(KNOWN), WARM);

        assertThat(isThing(KNOWN)).isTrue();
    }

    @Test
    void knownDevice_amongStrangersAtTheStart_getsAPlaceAtOnce() {
        records.change(id(KNOWN), record -> record.withName("cellar"));
        strangers(PLACES);

        house.hear(House.device(KNOWN), WARM);

        assertThat(house.registry.things())
                .hasSize(PLACES)
                .extracting(Thing::name)
                .contains("cellar");
    }

    @Test
    void permittedThings_whenTheyTakeAllPlaces_areNeverDrivenOut() {
        for (int i = 0; i < PLACES; i++) {
            records.change(id(i), record -> record.with(ThingRecord.Admission.PERMITTED));
            house.hear(House.device(i), WARM);
        }

        flood(Duration.ofDays(2), Duration.ofMinutes(10));

        for (int i = 0; i < PLACES; i++) {
            assertThat(isThing(i)).isTrue();
        }
        assertThat(house.counter("evicted")).isZero();
    }

    private void open(ThingRecords kept) {
        house = new House(ThingSettings.DEFAULT.withMaximumThings(PLACES), kept);
        house.registry.add(new FakeBroadcast("generic", 0, "Sensor"));
    }

    private void flood(Duration time, Duration step) {
        for (long i = 0; i < time.toMillis() / step.toMillis(); i++) {
            strangers(1);
            house.pass(step);
        }
    }

    private void strangers(int number) {
        for (int i = 0; i < number; i++) {
            house.hear(House.device(strangers++), WARM);
        }
    }

    private boolean isThing(int number) {
        return house.registry.state(id(number)).isPresent();
    }

    private static ThingId id(int number) {
        return new ThingId(House.device(number).compact());
    }
}
