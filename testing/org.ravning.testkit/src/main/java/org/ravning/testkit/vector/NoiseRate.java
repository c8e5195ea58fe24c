// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.vector;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;

/**
 * How often a profile takes what other devices send for its own: frames of the right company or service data, but with
 * random content of every length that fits into an advertisement.
 */
public final class NoiseRate {
    private static final long SEED = 20261130;
    private static final int ONE_IN = 10_000;
    private static final int LONGEST = 26;
    private static final DeviceAddress STRANGER = DeviceAddress.of("C0:00:5E:00:53:01", AddressType.RANDOM);

    private NoiseRate() {}

    /**
     * Returns the formats, such as {@code service 181d}, of which more than one in ten thousand random frames made a
     * thing. The same in every run.
     */
    public static Set<String> tooOften(AdvertisementProfile profile, int framesOfEach) {
        Set<String> formats = new TreeSet<>();
        falseThings(profile, framesOfEach).forEach((format, things) -> {
            if (things > framesOfEach / ONE_IN) {
                formats.add(format);
            }
        });
        return formats;
    }

    /**
     * Returns how many of so many frames of each company and service data made a thing; those of which none did are left
     * out. The same in every run.
     */
    public static Map<String, Integer> falseThings(AdvertisementProfile profile, int framesOfEach) {
        Random random = new Random(SEED);
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int company : new TreeSet<>(profile.match().companies())) {
            int things = 0;
            for (int i = 0; i < framesOfEach; i++) {
                AdvertisingData data = AdvertisingData.builder()
                        .manufacturerData(company, content(random))
                        .build();
                things += isThing(profile, data) ? 1 : 0;
            }
            note(found, "company " + Integer.toHexString(company), things);
        }
        for (UUID service : new TreeSet<>(profile.match().serviceData())) {
            int things = 0;
            for (int i = 0; i < framesOfEach; i++) {
                AdvertisingData data = AdvertisingData.builder()
                        .serviceData(service, content(random))
                        .build();
                things += isThing(profile, data) ? 1 : 0;
            }
            note(found, "service " + service.toString().substring(4, 8), things);
        }
        return found;
    }

    private static void note(Map<String, Integer> found, String format, int things) {
        if (things > 0) {
            found.put(format, things);
        }
    }

    private static Bytes content(Random random) {
        byte[] content = new byte[random.nextInt(LONGEST + 1)];
        random.nextBytes(content);
        return Bytes.of(content);
    }

    private static boolean isThing(AdvertisementProfile profile, AdvertisingData data) {
        Advertisement heard = new Advertisement(STRANGER, new AdapterId("test", "air"), Instant.EPOCH, -60, null, data);
        return profile.decode(heard, DecodeContext.NONE) instanceof Decoded.Readings;
    }
}
