// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.backend.feed.frame.FrameReader.Kind;
import org.ravning.spi.AdvertisementReport;

class FrameReaderTest {
    private static final String RUUVI_DATA = "0201061BFF990405166455D5C6DE0008FFF403F0AE760F2A8BF41F0C28CBD6";

    private static Frame read(Kind kind, String topic, String payload) throws BadFrameException {
        return kind.reader().read(topic, Bytes.ofUtf8(payload)).orElseThrow();
    }

    /** From docs/use/ble.md of OpenMQTTGateway, with {@code pubadvdata}. */
    @Test
    void openMqttGateway_tellsServiceData() throws BadFrameException {
        Frame frame = read(
                Kind.OPENMQTTGATEWAY,
                "home/OMG_attic/BTtoMQTT/112233445566",
                "{\"id\":\"11:22:33:44:55:66\",\"mac_type\":0,\"adv_type\":0,\"name\":\"Qingping Motion & Light\",\"rssi\":-93,"
                        + "\"servicedata\":\"88121122334455660201520f0126090403000000\",\"servicedatauuid\":\"0xfdcd\","
                        + "\"brand\":\"Qingping\",\"model\":\"Motion & Light\",\"model_id\":\"CGPR1\",\"lux\":3,\"batt\":82}");

        AdvertisementReport report = frame.report();
        assertThat(frame.gateway()).isEqualTo("OMG_attic");
        assertThat(report.device()).isEqualTo(DeviceAddress.of("112233445566", AddressType.PUBLIC));
        assertThat(((DeviceAddress) report.device()).type()).isEqualTo(AddressType.PUBLIC);
        assertThat(report.rssi()).isEqualTo(-93);
        assertThat(report.connectable()).isFalse();
        assertThat(report.data().localName()).isEqualTo("Qingping Motion & Light");
        assertThat(report.data().serviceData())
                .isEqualTo(Map.of(BleUuid.of(0xfdcd), Bytes.ofHex("88121122334455660201520f0126090403000000")));
        assertThat(frame.heardAt()).isNull();
    }

    /** From the tests of Theengs Gateway. */
    @Test
    void theengs_tellsServiceDataWithABareUuid() throws BadFrameException {
        Frame frame = read(
                Kind.THEENGS,
                "home/TheengsGateway/BTtoMQTT/undecoded",
                "{\"servicedatauuid\": \"fcd2\", \"servicedata\": \"4000720154022e0a03071d0c190b\", "
                        + "\"name\": \"TH05F-C451CC\", \"id\": \"38:1F:8D:C4:51:CC\", \"rssi\": -79}");

        assertThat(frame.gateway()).isEqualTo("TheengsGateway");
        assertThat(frame.report().data().serviceData()).containsOnlyKeys(BleUuid.of(0xfcd2));
        assertThat(((DeviceAddress) frame.report().device()).type()).isEqualTo(AddressType.UNKNOWN);
    }

    @Test
    void theengs_companyDataBeginWithTheCompany() throws BadFrameException {
        Frame frame = read(
                Kind.THEENGS,
                "home/TheengsGateway/BTtoMQTT/undecoded",
                "{\"manufacturerdata\":\"5701381ec781c63c\",\"id\":\"57:32:A8:DA:27:AF\"}");

        assertThat(frame.report().data().manufacturerData()).isEqualTo(Map.of(0x0157, Bytes.ofHex("381ec781c63c")));
        assertThat(frame.report().rssi()).isEqualTo(Advertisement.RSSI_UNAVAILABLE);
    }

    @Test
    void theengs_valuesWithoutBytes_areNoAdvertisement() throws BadFrameException {
        Optional<Frame> read = Kind.THEENGS
                .reader()
                .read(
                        "home/TheengsGateway/BTtoMQTT/F35285",
                        Bytes.ofUtf8("{\"name\":\"F35285\",\"id\":\"F3:52:85\",\"rssi\":-82,\"tempc\":24.1}"));

        assertThat(read).isEmpty();
    }

    /** From docs.ruuvi.com, MQTT: data from Bluetooth sensors without timestamps. */
    @Test
    void ruuviGateway_tellsAdStructures() throws BadFrameException {
        Frame frame = read(
                Kind.RUUVI,
                "ruuvi/C8:25:2D:8E:9C:2C/F4:1F:0C:28:CB:D6",
                "{\"gw_mac\":\"C8:25:2D:8E:9C:2C\",\"rssi\":-25,\"aoa\":[],\"cnt\":\"338\",\"data\":\"" + RUUVI_DATA
                        + "\",\"coords\":\"\"}");

        assertThat(frame.gateway()).isEqualTo("C8:25:2D:8E:9C:2C");
        assertThat(frame.report().device().text()).isEqualTo("F4:1F:0C:28:CB:D6");
        assertThat(frame.report().data().flags()).isEqualTo(6);
        assertThat(frame.report().data().manufacturerData())
                .isEqualTo(Map.of(0x0499, Bytes.ofHex(RUUVI_DATA.substring(14))));
        assertThat(frame.heardAt()).isNull();
    }

    @Test
    void ruuviGateway_tellsTheTime_asTextOrNumber() throws BadFrameException {
        String rest = ",\"gw_mac\":\"C8:25:2D:8E:9C:2C\",\"rssi\":-25,\"data\":\"" + RUUVI_DATA + "\"}";
        String topic = "ruuvi/C8:25:2D:8E:9C:2C/F41F0C28CBD6";

        assertThat(read(Kind.RUUVI, topic, "{\"ts\":\"1659365438\"" + rest).heardAt())
                .isEqualTo(Instant.ofEpochSecond(1659365438));
        assertThat(read(Kind.RUUVI, topic, "{\"ts\":1659365438" + rest).heardAt())
                .isEqualTo(Instant.ofEpochSecond(1659365438));
    }

    @Test
    void ruuviGateway_ownStatus_isNoAdvertisement() throws BadFrameException {
        assertThat(Kind.RUUVI
                        .reader()
                        .read("ruuvi/C8:25:2D:8E:9C:2C/gw_status", Bytes.ofUtf8("{\"state\":\"online\"}")))
                .isEmpty();
    }

    @Test
    void ravning_tellsEverything() throws BadFrameException {
        Frame frame = read(
                Kind.RAVNING,
                "ravning/advertisement/c25a10000008",
                "{\"device\":\"C2:5A:10:00:00:08\",\"address_type\":\"random\",\"gateway\":\"ravning-0a1b2c3d\","
                        + "\"adapter\":\"sim/sim0\",\"rssi\":-71,\"name\":\"Mystery\",\"tx_power\":4,\"connectable\":true,"
                        + "\"service_uuids\":[\"0000180f-0000-1000-8000-00805f9b34fb\"],"
                        + "\"manufacturer_data\":{\"0xffff\":\"e8030000\"},"
                        + "\"service_data\":{\"0000fcd2-0000-1000-8000-00805f9b34fb\":\"4000\"},"
                        + "\"time\":\"2026-11-21T02:49:00.120Z\"}");

        AdvertisementReport report = frame.report();
        assertThat(frame.gateway()).isEqualTo("ravning-0a1b2c3d");
        assertThat(frame.heardAt()).isEqualTo(Instant.parse("2026-11-21T02:49:00.120Z"));
        assertThat(((DeviceAddress) report.device()).type()).isEqualTo(AddressType.RANDOM);
        assertThat(report.data().localName()).isEqualTo("Mystery");
        assertThat(report.data().txPower()).isEqualTo(4);
        assertThat(report.data().serviceUuids()).containsExactly(BleUuid.of(0x180f));
        assertThat(report.data().manufacturerData()).isEqualTo(Map.of(0xffff, Bytes.ofHex("e8030000")));
        assertThat(report.data().serviceData()).isEqualTo(Map.of(BleUuid.of(0xfcd2), Bytes.ofHex("4000")));
        assertThat(report.connectable()).as("from here").isFalse();
    }

    @Test
    void gatewaysName_isCleaned() throws BadFrameException {
        Frame frame = read(
                Kind.THEENGS,
                "home/a b\u0007<i>/BTtoMQTT/x",
                "{\"manufacturerdata\":\"ffff00\",\"id\":\"57:32:A8:DA:27:AF\"}");

        assertThat(frame.gateway()).isEqualTo("a_b__i_");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            THEENGS | nonsense
            THEENGS | [1]
            THEENGS | {"id":"11:22:33:44:55:66","manufacturerdata":"ff"}
            THEENGS | {"id":"11:22:33:44:55:66","manufacturerdata":"fffg"}
            THEENGS | {"id":"11:22:33:44:55","manufacturerdata":"ffff00"}
            THEENGS | {"id":7,"manufacturerdata":"ffff00"}
            THEENGS | {"id":"11:22:33:44:55:66","servicedata":"00"}
            THEENGS | {"id":"11:22:33:44:55:66","servicedata":"00","servicedatauuid":"zz"}
            THEENGS | {"id":"11:22:33:44:55:66","manufacturerdata":"ffff00","rssi":1e999999999}
            THEENGS | {"id":"11:22:33:44:55:66","manufacturerdata":"ffff00","rssi":"loud"}
            THEENGS | {"id":"11:22:33:44:55:66","manufacturerdata":"ffff00","rssi":-200}
            THEENGS | {"id":"11:22:33:44:55:66","manufacturerdata":"ffff00","rssi":NaN}
            THEENGS | {"id":"11:22:33:44:55:66","manufacturerdata":"ffff00"} more
            THEENGS | {"a":[[[[[[[[]]]]]]]],"id":"11:22:33:44:55:66","manufacturerdata":"ffff00"}
            RUUVI   | {"gw_mac":"C8:25:2D:8E:9C:2C","rssi":-25,"data":"0201"}
            RUUVI   | {"rssi":-25,"data":"020106"}
            RUUVI   | {"gw_mac":"C8:25:2D:8E:9C:2C","ts":"soon","data":"020106"}
            RAVNING | {"device":"C2:5A:10:00:00:08","gateway":"a"}
            RAVNING | {"device":"C2:5A:10:00:00:08","time":"2026-11-21T02:49:00.120Z"}
            RAVNING | {"device":"C2:5A:10:00:00:08","gateway":"","time":"2026-11-21T02:49:00.120Z"}
            RAVNING | {"device":"C2:5A:10:00:00:08","gateway":"a","time":"2026-11-21T02:49:00.120Z","service_uuids":["x"]}
            RAVNING | {"device":"C2:5A:10:00:00:08","gateway":"a","time":"2026-11-21T02:49:00.120Z","service_data":[1]}
            RAVNING | {"device":"C2:5A:10:00:00:08","gateway":"a","time":"2026-11-21T02:49:00.120Z","manufacturer_data":{"9":"00"}}
            """)
    void malformedPayload_isTold_andNothingElseIsThrown(Kind kind, String payload) {
        assertThatThrownBy(() -> kind.reader().read("home/gw/aabbccddeeff", Bytes.ofUtf8(payload)))
                .isInstanceOf(BadFrameException.class);
    }

    @Test
    void hugeOrBrokenText_isTold() {
        String huge = "{\"id\":\"" + "x".repeat(Payload.LONGEST) + "\"}";

        assertThatThrownBy(() -> Kind.THEENGS.reader().read("a/b", Bytes.ofUtf8(huge)))
                .isInstanceOf(BadFrameException.class);
        assertThatThrownBy(() -> Kind.THEENGS.reader().read("a/b", Bytes.ofHex("7b22c328227d")))
                .isInstanceOf(BadFrameException.class);
    }

    @ParameterizedTest
    @CsvSource({"THEENGS", "RUUVI", "RAVNING"})
    void mutatedPayload_isReadOrTold(Kind kind) {
        String[] good = {
            "{\"id\":\"11:22:33:44:55:66\",\"mac_type\":0,\"rssi\":-93,\"servicedata\":\"8812\",\"servicedatauuid\":\"0xfdcd\"}",
            "{\"gw_mac\":\"C8:25:2D:8E:9C:2C\",\"rssi\":-25,\"data\":\"" + RUUVI_DATA + "\",\"ts\":\"1\"}",
            "{\"device\":\"C2:5A:10:00:00:08\",\"gateway\":\"a\",\"time\":\"2026-11-21T02:49:00Z\",\"service_data\":{}}"
        };
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Bytes.ofUtf8(good[kind == Kind.THEENGS ? 0 : kind == Kind.RUUVI ? 1 : 2])
                    .toArray();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            }
            try {
                assertThat(kind.reader().read("ruuvi/a/aabbccddeeff", Bytes.of(bytes)))
                        .isNotNull();
            } catch (BadFrameException e) {
                assertThat(e).hasMessageNotContaining("\n");
            }
        }
    }
}
