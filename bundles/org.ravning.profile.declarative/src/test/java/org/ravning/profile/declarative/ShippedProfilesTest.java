// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.ProfileProvider;
import org.ravning.testkit.vector.AdvertisementVector;
import org.ravning.testkit.vector.VectorAssertions;

class ShippedProfilesTest {
    private static final List<AdvertisementProfile> PROFILES = new ShippedProfiles()
            .profiles().stream()
                    .filter(AdvertisementProfile.class::isInstance)
                    .map(AdvertisementProfile.class::cast)
                    .toList();

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void vector_offeredToAll_decodedAsExpected(AdvertisementVector vector) {
        Optional<AdvertisementProfile> decoder = PROFILES.stream()
                .filter(profile -> profile.decode(vector.advertisement(), vector.context()) instanceof Decoded.Readings)
                .findFirst();

        assertThat(decoder.isEmpty()).as("rejected").isEqualTo(vector.rejectReason() != null);
        decoder.ifPresent(profile -> VectorAssertions.assertDecodes(profile, vector));
    }

    @Test
    void allVectors_counted_noneMissing() {
        assertThat(vectors()).hasSize(159);
    }

    @Test
    void index_compared_namesEveryFile() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ShippedProfiles.class.getResource("shipped"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(Files.readString(folder.resolve("index.txt"), StandardCharsets.UTF_8)
                            .split("\\s+"))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml"))
                                    .toList());
        }
    }

    @Test
    void ids_compared_areUnique() {
        assertThat(PROFILES).extracting(profile -> profile.info().id()).doesNotHaveDuplicates();
    }

    @Test
    void plainJar_loaded_providerFound() {
        assertThat(ServiceLoader.load(ProfileProvider.class)).hasAtLeastOneElementOfType(ShippedProfiles.class);
    }

    @Test
    void mutatedFrames_decoded_neverThrows() {
        Random random = new Random(20261121);
        List<AdvertisementVector> vectors = vectors();
        int decoded = 0;
        for (int i = 0; i < 20_000; i++) {
            Advertisement heard =
                    mutated(vectors.get(random.nextInt(vectors.size())).advertisement(), random);
            for (AdvertisementProfile profile : PROFILES) {
                if (profile.decode(heard, DecodeContext.NONE) instanceof Decoded.Readings) {
                    decoded++;
                }
            }
        }
        assertThat(decoded).isBetween(2_000, 40_000);
    }

    private static Advertisement mutated(Advertisement heard, Random random) {
        AdvertisingData.Builder data = AdvertisingData.builder().localName(heard.localName());
        heard.serviceUuids().forEach(data::serviceUuid);
        heard.manufacturerData().forEach((company, bytes) -> data.manufacturerData(company, mutated(bytes, random)));
        heard.serviceData().forEach((uuid, bytes) -> data.serviceData(uuid, mutated(bytes, random)));
        return new Advertisement(
                heard.device(), heard.heardBy(), heard.receivedAt(), heard.rssi(), heard.connectable(), data.build());
    }

    private static Bytes mutated(Bytes bytes, Random random) {
        byte[] changed = bytes.toArray();
        for (int i = 0; i < changed.length; i++) {
            if (random.nextInt(8) == 0) {
                changed[i] = (byte) random.nextInt();
            }
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(changed.length + 1) : changed.length;
        return Bytes.of(changed, 0, length);
    }

    private static List<AdvertisementVector> vectors() {
        return AdvertisementVector.load(ShippedProfilesTest.class, "advertisements.json");
    }
}
