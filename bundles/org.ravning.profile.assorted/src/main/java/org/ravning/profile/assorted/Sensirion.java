// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import java.math.BigDecimal;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;

/** Gadgets of Sensirion (github.com/Sensirion/arduino-ble-gadget): 0, sample type, two bytes of the address, samples. */
final class Sensirion {
    private static final DeviceModel CO2_GADGET = DeviceModel.of("Sensirion", "MyCO2");
    private static final int MOST_CO2 = 40_000;

    private Sensirion() {}

    // Little-endian. Type 4 is the SHT3x, 6 the SHT4x, 8 and 10 the SCD4x.
    static Decoded decode(Bytes data, Advertisement advertisement) {
        int type = data.length() < 2 ? 0 : data.u8(1);
        if (data.length() < 2 || data.u8(0) != 0 || type != 4 && type != 6 && type != 8 && type != 10) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "samples " + data);
        }
        boolean co2 = type >= 8;
        if (data.length() < (co2 ? 10 : 8)) {
            return Numbers.wrongLength(data, co2 ? 10 : 8);
        }
        ReadingsBuilder readings = new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Numbers.sensirionTemperature(data.u16le(4)))
                .add(
                        StandardProperties.HUMIDITY,
                        type == 6 ? humidityOfSht4x(data.u16le(6)) : Numbers.sensirionHumidity(data.u16le(6)));
        if (!co2) {
            return readings.build(DeviceModel.of("Sensirion", type == 6 ? "SHT4x gadget" : "SHT3x gadget"));
        }
        if (data.u16le(8) > MOST_CO2) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, "CO2 " + data.u16le(8) + " ppm");
        }
        return readings.add(StandardProperties.CO2, data.u16le(8)).build(CO2_GADGET);
    }

    // The SHT4x can tell -6 to 119 %, and its data sheet says to crop that to 0 to 100.
    private static BigDecimal humidityOfSht4x(int raw) {
        return Numbers.rounded(Math.max(0, Math.min(125.0 * raw / 65_535 - 6, 100)), 2);
    }
}
