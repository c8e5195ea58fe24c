// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedValue;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

/** Adds what can be derived from two values of a bicycle's sensor: cadence, and the speed of its wheel. One for a link. */
final class Bicycle {
    private static final Property CADENCE = Property.number("cadence", "Cadence", Unit.REVOLUTIONS_PER_MINUTE, null);
    private static final Property WHEEL_SPEED =
            Property.number("wheel_speed", "Wheel speed", Unit.REVOLUTIONS_PER_MINUTE, null);
    private static final Property SPEED = Property.number("speed", "Speed", Unit.METRE_PER_SECOND, "speed");
    private static final BigDecimal MILLIMETRES_AND_MINUTE = BigDecimal.valueOf(60_000);

    private final int circumference;
    private final Revolutions wheel;
    private final Revolutions crank = Revolutions.ofCrank();

    /**
     * Creates it.
     *
     * @param circumference of the wheel in millimetres, 0 if it is not known
     * @param wheelTimeRange the seconds after which the time of the wheel begins again
     */
    Bicycle(int circumference, int wheelTimeRange) {
        this.circumference = circumference;
        this.wheel = Revolutions.ofWheel(wheelTimeRange);
    }

    /** Returns a circumference that is set; refuses what is no wheel. */
    static int checked(int millimetres) {
        if (millimetres < 0 || millimetres > 10_000) {
            throw new IllegalArgumentException("wheelCircumference is 0 to 10000 millimetres, not " + millimetres);
        }
        return millimetres;
    }

    /** Returns a source that tells what can be derived, too. */
    GattPlan.Source with(GattPlan.Source source) {
        return new GattPlan.Source(
                source.characteristic(), source.triggers(), source.properties(), value -> decode(source, value));
    }

    private Decoded decode(GattPlan.Source source, Bytes value) {
        Decoded told = source.decoder().decode(value);
        DecodedValue fields = CharacteristicCodec.decode(source.characteristic().uuid(), value)
                .orElse(null);
        if (!(told instanceof Decoded.Readings readings) || fields == null) {
            return told;
        }
        List<Reading> all = new ArrayList<>(readings.readings());
        crank.perMinute(fields).ifPresent(turns -> all.add(new Reading(CADENCE, Value.of(turns))));
        wheel.perMinute(fields).ifPresent(turns -> {
            all.add(new Reading(WHEEL_SPEED, Value.of(turns)));
            if (circumference > 0) {
                all.add(new Reading(SPEED, Value.of(speed(turns))));
            }
        });
        return Decoded.Readings.of(readings.model(), all);
    }

    private BigDecimal speed(BigDecimal turns) {
        BigDecimal millimetres = turns.multiply(BigDecimal.valueOf(circumference));
        return Decimals.plain(millimetres.divide(MILLIMETRES_AND_MINUTE, 2, RoundingMode.HALF_UP));
    }
}
