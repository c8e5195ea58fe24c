// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

class AdvertisingDataEncoderTest {
    private static final UUID UUID_128 = UUID.fromString("6e400001-b5a3-f393-e0a9-e50e24dcca9e");

    @Test
    void everything_encodedAndParsed_same() {
        AdvertisingData data = AdvertisingData.builder()
                .flags(6)
                .serviceUuid(BleUuid.of(0x180F))
                .serviceUuid(BleUuid.of(0x180A))
                .serviceUuid(BleUuid.of(0x12345678))
                .serviceUuid(UUID_128)
                .serviceData(BleUuid.of(0xFCD2), Bytes.ofHex("4002c409"))
                .serviceData(BleUuid.of(0x12345678), Bytes.ofHex("01"))
                .serviceData(UUID_128, Bytes.ofHex("02"))
                .manufacturerData(0x0499, Bytes.ofHex("0512fc"))
                .txPower(-12)
                .appearance(0x0340)
                .localName("Kjøkken")
                .build();

        Bytes encoded = AdvertisingDataEncoder.encode(data);
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(encoded);

        assertThat(parsed.defect()).isNull();
        assertThat(parsed.data())
                .usingRecursiveComparison()
                .ignoringFields("raw")
                .isEqualTo(data);
        assertThat(parsed.data().raw()).isEqualTo(encoded);
    }

    @Test
    void sensor_encoded_bytesAsOnTheAir() {
        AdvertisingData data = AdvertisingData.builder()
                .flags(6)
                .serviceData(BleUuid.of(0xFCD2), Bytes.ofHex("4002c40903bf13"))
                .localName("DIY-sensor")
                .build();

        assertThat(AdvertisingDataEncoder.encode(data))
                .isEqualTo(Bytes.ofHex("0201060a16d2fc4002c40903bf130b094449592d73656e736f72"));
    }

    @Test
    void moreThanAPacketHolds_split_restInScanResponse() {
        AdvertisingData data = AdvertisingData.builder()
                .flags(6)
                .serviceUuid(UUID_128)
                .localName("A rather long name")
                .build();

        AdvertisingDataEncoder.Legacy legacy =
                AdvertisingDataEncoder.legacy(data).orElseThrow();

        assertThat(legacy.packet().length()).isEqualTo(21);
        assertThat(AdvertisingDataParser.parse(legacy.scanResponse()).data().localName())
                .isEqualTo("A rather long name");
    }

    @Test
    void moreThanBothHold_split_nothing() {
        AdvertisingData data = AdvertisingData.builder()
                .manufacturerData(1, Bytes.of(new byte[30]))
                .build();

        assertThat(AdvertisingDataEncoder.legacy(data)).isEmpty();
    }

    @Test
    void structureOverItsLength_encoded_refused() {
        AdvertisingData data = AdvertisingData.builder()
                .manufacturerData(1, Bytes.of(new byte[253]))
                .build();

        assertThatThrownBy(() -> AdvertisingDataEncoder.encode(data)).isInstanceOf(IllegalArgumentException.class);
    }
}
