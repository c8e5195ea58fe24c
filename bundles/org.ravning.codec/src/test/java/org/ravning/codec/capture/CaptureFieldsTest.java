// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.OpaqueDeviceId;
import org.ravning.codec.capture.CapturedAdvertisement.Part;

class CaptureFieldsTest {
    private static final CapturedAdvertisement FULL = new CapturedAdvertisement(
            Duration.ofNanos(1_234_567_000),
            "hci0",
            DeviceAddress.of("C2:00:00:00:00:01", AddressType.RANDOM),
            -61,
            false,
            Part.SCAN_RESPONSE,
            AdvertisingData.builder()
                    .localName("An \u001bevil\nname")
                    .txPower(-4)
                    .flags(6)
                    .appearance(833)
                    .serviceUuid(BleUuid.of(0x180f))
                    .serviceUuid(UUID.fromString("6e400001-b5a3-f393-e0a9-e50e24dcca9e"))
                    .manufacturerData(0x0499, Bytes.ofHex("0506"))
                    .serviceData(BleUuid.of(0xfcd2), Bytes.ofHex("400164"))
                    .raw(Bytes.ofHex("020106"))
                    .build(),
            null);

    @Test
    void everything_writtenAndRead_isTheSame() throws BadLineException {
        Map<String, Object> line = CaptureFields.write(FULL);

        assertThat(line).containsEntry("offset", new BigDecimal("1.234567")).containsEntry("part", "scan-response");
        CapturedAdvertisement read = CaptureFields.read(line);
        assertThat(read).isEqualTo(FULL);
        assertThat(((DeviceAddress) read.device()).type()).isEqualTo(AddressType.RANDOM);
    }

    @Test
    void whatIsNotKnown_isLeftOutAndReadAsNotKnown() throws BadLineException {
        CapturedAdvertisement bare = new CapturedAdvertisement(
                null, null, null, Advertisement.RSSI_UNAVAILABLE, null, Part.WHOLE, AdvertisingData.EMPTY, null);

        assertThat(CaptureFields.write(bare)).isEmpty();
        assertThat(CaptureFields.read(Map.of())).isEqualTo(bare);
    }

    @Test
    void identityThatHidesTheAddress_writtenAndRead_isTheSame() throws BadLineException {
        OpaqueDeviceId device = new OpaqueDeviceId(new UUID(1, 2));

        assertThat(CaptureFields.read(CaptureFields.write(FULL.of(device))).device())
                .isEqualTo(device);
    }

    @Test
    void structures_read_countWhereNoFieldSaysOtherwise() throws BadLineException {
        CapturedAdvertisement read =
                CaptureFields.read(Map.of("ad", "0201060409414243", "name", "Other", "flags", 4, "unknown", true));

        assertThat(read.data().localName()).isEqualTo("Other");
        assertThat(read.data().flags()).isEqualTo(4);
        assertThat(read.data().raw()).isEqualTo(Bytes.ofHex("0201060409414243"));
    }

    @Test
    void structuresCutOff_read_areToldAsDefect() throws BadLineException {
        assertThat(CaptureFields.read(Map.of("ad", "1bff9904")).defect()).contains("27 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1.5, 1500000000",
        "1e-9, 1",
        "1e-999999999, 0",
        "0.0000000019, 1",
        "31622400, 31622400000000000"
    })
    void offset_read_isExactToTheNanosecond(String text, long nanos) throws BadLineException {
        assertThat(CaptureFields.read(Map.of("offset", text)).offset()).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @CsvSource({
        "offset, -1, offset: 0 to 31622400 seconds",
        "offset, 1e999999999, offset: 0 to 31622400 seconds",
        "offset, soon, offset: not a number of seconds",
        "part, half, part: not one of the words",
        "addressType, secret, addressType: not one of the words",
        "connectable, yes, connectable: true or false is expected",
        "txPower, 200, 'txPower: -127 to 127 dBm, not 200'",
        "flags, 256, 'flags: 0 to 255, not 256'",
        "appearance, x, appearance: not a whole number",
        "address, nobody, address: not hexadecimal",
    })
    void wrongValue_read_isRefusedByName(String field, String value, String told) {
        assertThatThrownBy(() -> CaptureFields.read(Map.of(field, value)))
                .isInstanceOf(BadLineException.class)
                .hasMessageStartingWith(told);
    }

    @Test
    void nullAndWrongKinds_read_areMissingOrRefused() throws BadLineException {
        Map<String, Object> nulls = new HashMap<>();
        nulls.put("name", null);
        nulls.put("serviceUuids", null);
        nulls.put("connectable", null);
        assertThat(CaptureFields.read(nulls).data()).isEqualTo(AdvertisingData.EMPTY);
        assertThatThrownBy(() -> CaptureFields.read(Map.of("name", List.of()))).hasMessage("name: a text is expected");
        assertThatThrownBy(() -> CaptureFields.read(Map.of("serviceData", 1)))
                .hasMessage("serviceData: an object is expected");
    }
}
