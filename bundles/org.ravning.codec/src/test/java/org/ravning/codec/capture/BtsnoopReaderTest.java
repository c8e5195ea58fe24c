// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.codec.capture.CapturedAdvertisement.Part;

class BtsnoopReaderTest {
    /** LE Advertising Report: one ADV_IND of C2:00:00:00:00:01 (random) with flags, at -60 dBm. */
    private static final String LEGACY = "3e0f 02 01 00 01 0100000000c2 03 020106 c4";
    /** Its SCAN_RSP with the name ABC. */
    private static final String RESPONSE = "3e11 02 01 04 01 0100000000c2 05 0409414243 c4";

    private final List<String> problems = new ArrayList<>();

    @Test
    void legacyReport_read_everyFieldIsThere() throws IOException {
        CapturedAdvertisement heard =
                read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + LEGACY)).get(0);

        assertThat(heard.device()).isEqualTo(DeviceAddress.of("C2:00:00:00:00:01", AddressType.RANDOM));
        assertThat(((DeviceAddress) heard.device()).type()).isEqualTo(AddressType.RANDOM);
        assertThat(heard.rssi()).isEqualTo(-60);
        assertThat(heard.connectable()).isTrue();
        assertThat(heard.part()).isEqualTo(Part.ADVERTISEMENT);
        assertThat(heard.data().flags()).isEqualTo(6);
        assertThat(heard.data().raw()).isEqualTo(Bytes.ofHex("020106"));
        assertThat(heard.adapter()).isNull();
        assertThat(heard.offset()).isZero();
    }

    @Test
    void scanResponse_read_isAPartOfItsOwn() throws IOException {
        List<CapturedAdvertisement> heard =
                read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + LEGACY).record(1, 1500, "04" + RESPONSE));

        assertThat(heard)
                .extracting(CapturedAdvertisement::part)
                .containsExactly(Part.ADVERTISEMENT, Part.SCAN_RESPONSE);
        assertThat(heard.get(1).connectable()).isNull();
        assertThat(heard.get(1).data().localName()).isEqualTo("ABC");
        assertThat(heard.get(1).offset()).isEqualTo(Duration.ofNanos(1_500_000));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "2, false", "3, false"})
    void typeOfALegacyReport_saysWhetherItInvites(int type, boolean connectable) throws IOException {
        String event = "3e0f 02 01 0" + type + " 01 0100000000c2 03 020106 c4";

        assertThat(read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + event)))
                .extracting(CapturedAdvertisement::connectable)
                .containsExactly(connectable);
    }

    @Test
    void severalReportsInOneEvent_areAllRead() throws IOException {
        String event = "3e19 02 02 00 01 0100000000c2 00 c4 03 00 0200000000c2 03 020106 7f";

        List<CapturedAdvertisement> heard = read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + event));
        assertThat(heard).extracting(h -> h.device().text()).containsExactly("C2:00:00:00:00:01", "C2:00:00:00:00:02");
        assertThat(heard.get(1).rssi()).isEqualTo(Advertisement.RSSI_UNAVAILABLE);
        assertThat(((DeviceAddress) heard.get(1).device()).type()).isEqualTo(AddressType.PUBLIC);
    }

    @Test
    void extendedReport_read_hasItsPower() throws IOException {
        CapturedAdvertisement heard = read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + extended(0x0001, 1, "020106")))
                .get(0);

        assertThat(heard.data().txPower()).isEqualTo(8);
        assertThat(heard.data().flags()).isEqualTo(6);
        assertThat(heard.data().raw()).isEqualTo(Bytes.ofHex("020106"));
        assertThat(heard.rssi()).isEqualTo(-70);
        assertThat(heard.connectable()).isTrue();
        assertThat(heard.part()).isEqualTo(Part.ADVERTISEMENT);
    }

    @Test
    void extendedReportInPieces_isPutTogether_whateverLiesBetween() throws IOException {
        Btsnoop file = new Btsnoop(Btsnoop.H4)
                .record(1, 0, "04" + extended(0x0020, 1, "020106 05ff9904"))
                .record(1, 10, "04" + extended(0x0020, 2, "09"))
                .record(1, 20, "04" + LEGACY)
                .record(1, 30, "04" + extended(0x0020, 1, "05"))
                .record(1, 40, "04" + extended(0x0000, 1, "06"));

        List<CapturedAdvertisement> heard = read(file);
        assertThat(heard).hasSize(2);
        assertThat(heard.get(1).data().raw()).isEqualTo(Bytes.ofHex("02010605ff99040506"));
        assertThat(heard.get(1).offset()).isEqualTo(Duration.ofNanos(40_000));
        assertThat(problems).isEmpty();
    }

    @Test
    void extendedReportCutOffByTheController_isToldAndLeftOut() throws IOException {
        Btsnoop file = new Btsnoop(Btsnoop.H4)
                .record(1, 0, "04" + extended(0x0020, 1, "020106"))
                .record(1, 0, "04" + extended(0x0040, 1, "05"));

        assertThat(read(file)).isEmpty();
        assertThat(problems).containsExactly("record 2: the rest of an extended advertisement was not received");
    }

    @Test
    void endlessPieces_areGivenUp() throws IOException {
        Btsnoop file = new Btsnoop(Btsnoop.H4);
        for (int i = 0; i < 10; i++) {
            file.record(1, 0, "04" + extended(0x0020, 1, "ff".repeat(200)));
        }

        assertThat(read(file)).isEmpty();
        assertThat(problems).containsExactly("record 9: the rest of an extended advertisement was not received");
    }

    @Test
    void piecesOfManyDevices_areBounded() throws IOException {
        Btsnoop file = new Btsnoop(Btsnoop.H4);
        for (int set = 0; set < 100; set++) {
            file.record(1, 0, "04" + extended(0x0020, set, "020106"));
        }

        assertThat(read(file)).isEmpty();
        assertThat(problems).hasSize(36).allMatch(told -> told.endsWith("did not come"));
    }

    @Test
    void anonymousAdvertisement_isLeftOut() throws IOException {
        String event = extended(0x0000, 1, "020106");

        assertThat(read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + event.replaceFirst("0d010000 01", "0d010000 ff"))))
                .isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void unencapsulated_eventsThatWereReceivedCount() throws IOException {
        Btsnoop file = new Btsnoop(Btsnoop.H1)
                .record(3, 0, LEGACY)
                .record(1, 0, LEGACY)
                .record(2, 0, LEGACY);

        assertThat(read(file)).hasSize(1);
    }

    @Test
    void monitor_eventsOfEachController_haveItsName() throws IOException {
        Btsnoop file = new Btsnoop(Btsnoop.MONITOR)
                .record(3, 0, LEGACY)
                .record(1 << 16 | 3, 0, LEGACY)
                .record(2, 0, LEGACY)
                .record(0xffff << 16 | 12, 0, "6f6e");

        assertThat(read(file)).extracting(CapturedAdvertisement::adapter).containsExactly("hci0", "hci1");
    }

    @Test
    void otherPackets_areSkippedInSilence() throws IOException {
        Btsnoop file = new Btsnoop(Btsnoop.H4)
                .record(0, 0, "01 0c2002 0100")
                .record(1, 0, "04 0e04 01 0c20 00")
                .record(1, 0, "04 3e13 01 00 00 00 00 00 000000000000 0000 0000 0000 00")
                .record(1, 0, "02 0000 0000")
                .record(1, 0, "");

        assertThat(read(file)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void clockThatIsSet_doesNotMoveTheCapture() throws IOException {
        long year = Duration.ofDays(400).toNanos() / 1000;
        Btsnoop file = new Btsnoop(Btsnoop.H4)
                .record(1, year, "04" + LEGACY)
                .record(1, year + 1_000_000, "04" + LEGACY)
                .record(1, 0, "04" + LEGACY)
                .record(1, 500_000, "04" + LEGACY)
                .record(1, Long.MAX_VALUE - Btsnoop.Y2K, "04" + LEGACY);

        assertThat(read(file))
                .extracting(heard -> heard.offset().toMillis())
                .containsExactly(0L, 1000L, 1000L, 1500L, 1500L);
    }

    @ParameterizedTest
    @CsvSource({
        "3e0e 02 01 00 01 0100000000c2 03 020106 c4, says 14 bytes and has 15",
        "3e0e 02 01 00 01 0100000000c2 03 020106, ends within report 1 of 1",
        "3e0f 02 02 00 01 0100000000c2 03 020106 c4, ends within report 2 of 2",
        "3e0f 02 01 05 01 0100000000c2 03 020106 c4, of type 5",
        "3e01 02, has 1",
        "3e02 0d ff, ends within report 1 of 255",
    })
    void malformedEvent_isToldWithItsRecord_othersAreRead(String event, String told) throws IOException {
        assertThat(read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + event).record(1, 0, "04" + LEGACY)))
                .hasSizeBetween(1, 2);
        assertThat(problems).singleElement().asString().startsWith("record 1: ").contains(told);
    }

    @Test
    void packetCutOffWhenCaptured_isToldAndLeftOut() throws IOException {
        assertThat(read(new Btsnoop(Btsnoop.H4).record(40, 1, 0, "04 3e24 02 01 00 01 0100")))
                .isEmpty();
        assertThat(problems).containsExactly("record 1: the packet was cut off when it was captured");
    }

    @Test
    void structuresCutOff_areReadWithTheirDefect() throws IOException {
        String event = "3e0f 02 01 00 01 0100000000c2 03 090106 c4";

        assertThat(read(new Btsnoop(Btsnoop.H4).record(1, 0, "04" + event))
                        .get(0)
                        .defect())
                .contains("9 bytes");
    }

    @Test
    void fileCutOffAnywhere_isReadAsFarAsItGoes() throws IOException {
        byte[] whole = new Btsnoop(Btsnoop.H4)
                .record(1, 0, "04" + LEGACY)
                .record(1, 0, "04" + LEGACY)
                .toArray();
        int end = whole.length;
        int second = (whole.length - 16) / 2 + 16;
        for (int length = second + 1; length < end; length++) {
            problems.clear();
            assertThat(read(new ByteArrayInputStream(Arrays.copyOf(whole, length))))
                    .hasSize(1);
            assertThat(problems).containsExactly("record 2: the file ends within it");
        }
    }

    @Test
    void recordThatClaimsGigabytes_endsTheFileAndCostsNothing() throws IOException {
        byte[] file = new Btsnoop(Btsnoop.H4).record(1, 0, "04" + LEGACY).toArray();
        Arrays.fill(file, 20, 24, (byte) 0xff);

        assertThat(read(new ByteArrayInputStream(file))).isEmpty();
        assertThat(problems)
                .containsExactly("record 1: it says that it has 4294967295 bytes; what follows cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "'', it ends before its first record",
        "6274736e6f6f7000 00000001, it ends before its first record",
        "7b2261223a317d20 00000001 000003ea, not a btsnoop file",
        "6274736e6f6f7000 00000002 000003ea, 'of version 2, not 1'",
        "6274736e6f6f7000 00000001 000003eb, of datalink type 1003",
    })
    void headThatIsNone_isRefusedWithTheReason(String hex, String told) {
        assertThatThrownBy(() -> read(new ByteArrayInputStream(Bytes.ofHex(hex).toArray())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(told);
    }

    /** Written by btmon 5.66 while a virtual controller (hci0) advertised and another (hci1) scanned. */
    @Test
    void captureOfBtmon_read_hasItsAdvertisementsAndScanResponses() throws IOException {
        List<CapturedAdvertisement> heard =
                read(BtsnoopReaderTest.class.getResourceAsStream("/capture/btmon-5.66.btsnoop"));

        assertThat(problems).isEmpty();
        assertThat(heard)
                .hasSize(6)
                .allMatch(part -> "hci1".equals(part.adapter()))
                .allMatch(part -> part.device().text().equals("00:AA:01:00:00:00"))
                .allMatch(part -> part.rssi() == Advertisement.RSSI_UNAVAILABLE && part.defect() == null);
        assertThat(heard.get(0).data().manufacturerData()).containsEntry(0x0499, Bytes.ofHex("0512fc5394c37c0004"));
        assertThat(heard.get(1).part()).isEqualTo(Part.SCAN_RESPONSE);
        assertThat(heard.get(1).data().localName()).isEqualTo("Demo-sensor");
        assertThat(heard.get(5).offset()).isEqualTo(Duration.ofNanos(14_333_823_000L));
        assertThat(heard.get(5).data().localName()).isEqualTo("Other");
    }

    @Test
    void mutatedFiles_neverThrow() throws IOException {
        byte[] whole = new Btsnoop(Btsnoop.MONITOR)
                .record(3, 0, LEGACY)
                .record(3, 10, RESPONSE)
                .record(3, 20, extended(0x0020, 1, "020106 05ff9904"))
                .record(3, 30, extended(0x0000, 1, "0506"))
                .toArray();
        Random chance = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = whole.clone();
            for (int n = chance.nextInt(4); n >= 0; n--) {
                mutated[16 + chance.nextInt(whole.length - 16)] = (byte) chance.nextInt(256);
            }
            assertThat(read(new ByteArrayInputStream(mutated))).hasSizeLessThan(20);
        }
    }

    /** Returns an extended report of C2:00:00:00:00:01 with 8 dBm at -70 dBm. */
    private static String extended(int type, int set, String hex) {
        Bytes data = Bytes.ofHex(hex);
        return String.format(
                        "3e%02x 0d01%02x%02x 01 0100000000c2 01 00 %02x 08 ba 0000 00 000000000000 %02x ",
                        26 + data.length(), type & 0xff, type >> 8, set, data.length())
                + data.hex();
    }

    private List<CapturedAdvertisement> read(Btsnoop file) throws IOException {
        return read(file.stream());
    }

    private List<CapturedAdvertisement> read(InputStream stream) throws IOException {
        List<CapturedAdvertisement> heard = new ArrayList<>();
        try (BtsnoopReader reader = new BtsnoopReader(stream, problems::add)) {
            for (CapturedAdvertisement next = reader.next(); next != null; next = reader.next()) {
                heard.add(next);
            }
        }
        return heard;
    }
}
