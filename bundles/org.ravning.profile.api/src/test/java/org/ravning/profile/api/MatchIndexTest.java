// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;

class MatchIndexTest {
    private record Plain(ProfileInfo info, Match match) implements Profile {
        static Plain of(String id, int specificity, Match match) {
            return new Plain(new ProfileInfo(id, id, specificity), match);
        }
    }

    private static final Plain COMPANY = Plain.of("company", 10, Match.company(0x0499));
    private static final Plain DATA = Plain.of("data", 0, Match.serviceData(BleUuid.of(0xFCD2)));
    private static final Plain SERVICE = Plain.of("service", 20, Match.service(BleUuid.of(0x180D)));
    private static final Plain NAME =
            Plain.of("name", 100, new Match(Set.of(), Set.of(), Set.of(), Set.of("TP35", "sps")));
    private static final Plain LONGER =
            Plain.of("longer", 100, new Match(Set.of(), Set.of(), Set.of(), Set.of("TP357S")));
    private static final Plain DEVICE = Plain.of("device", 0, Match.devices(Set.of("000000000001")));
    private static final Plain NONE = Plain.of("none", 0, Match.NONE);

    private final MatchIndex<Plain> index = new MatchIndex<>(List.of(NONE, DATA, COMPANY, SERVICE, NAME, LONGER));

    private List<Plain> candidates(AdvertisingData.Builder data) {
        return index.candidates(heard(1, data.build()));
    }

    private static Advertisement heard(long address, AdvertisingData data) {
        return new Advertisement(
                new DeviceAddress(address, AddressType.PUBLIC),
                new AdapterId("fake", "radio"),
                Instant.EPOCH,
                -50,
                true,
                data);
    }

    @Test
    void nothingThatMatches_findsNobody() {
        assertThat(candidates(AdvertisingData.builder())).isEmpty();
        assertThat(candidates(AdvertisingData.builder().localName("T"))).isEmpty();
        assertThat(candidates(AdvertisingData.builder().manufacturerData(1, Bytes.EMPTY)))
                .isEmpty();
    }

    @Test
    void eachCondition_findsItsProfile() {
        assertThat(candidates(AdvertisingData.builder().manufacturerData(0x0499, Bytes.EMPTY)))
                .containsExactly(COMPANY);
        assertThat(candidates(AdvertisingData.builder().serviceData(BleUuid.of(0xFCD2), Bytes.EMPTY)))
                .containsExactly(DATA);
        assertThat(candidates(AdvertisingData.builder().serviceUuid(BleUuid.of(0x180D))))
                .containsExactly(SERVICE);
        assertThat(candidates(AdvertisingData.builder().localName("TP351"))).containsExactly(NAME);
        assertThat(candidates(AdvertisingData.builder().localName("sps"))).containsExactly(NAME);
    }

    @Test
    void deviceThatIsNamed_findsItsProfile() {
        MatchIndex<Plain> named = new MatchIndex<>(List.of(NONE, COMPANY, DEVICE));
        AdvertisingData data = AdvertisingData.builder().build();

        assertThat(named.candidates(heard(1, data))).containsExactly(DEVICE);
        assertThat(named.candidates(heard(2, data))).isEmpty();
    }

    @Test
    void severalConditions_findEachProfileOnce_theMostSpecificFirst() {
        assertThat(candidates(AdvertisingData.builder()
                        .serviceData(BleUuid.of(0xFCD2), Bytes.EMPTY)
                        .manufacturerData(0x0499, Bytes.EMPTY)
                        .serviceUuid(BleUuid.of(0x180D))
                        .localName("TP357S (1234)")))
                .containsExactly(LONGER, NAME, SERVICE, COMPANY, DATA);
    }
}
