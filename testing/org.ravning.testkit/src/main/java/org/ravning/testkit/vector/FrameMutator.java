// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.vector;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DecodeContext;

/**
 * Makes hostile frames of good ones: bits turned over, cut off, grown, replaced by noise, with wrong keys and with names
 * that no device should have. The same seed gives the same frames.
 */
public final class FrameMutator {
    private static final int LONGEST = 255;
    private static final List<String> NAMES = List.of(
            "",
            "+/#",
            "$SYS/\u0000",
            "<script>alert(1)</script>",
            "\u001b[2J\r\n",
            "\ud800",
            "\u202egnp.exe",
            "x".repeat(248),
            "TP357S (0000)");

    private final Random random;
    private final List<AdvertisementVector> seeds;

    /**
     * Creates a generator.
     *
     * @param vectors the good frames, at least one
     */
    public FrameMutator(long seed, List<AdvertisementVector> vectors) {
        random = new Random(seed);
        seeds = List.copyOf(vectors);
    }

    /** A hostile frame, and what is known of its sender. */
    public record Mutant(Advertisement advertisement, DecodeContext context) {}

    /** Returns the next frame. */
    public Mutant next() {
        AdvertisementVector seed = seeds.get(random.nextInt(seeds.size()));
        Advertisement good = seed.advertisement();
        AdvertisingData.Builder data = AdvertisingData.builder().localName(name(good.localName()));
        good.serviceUuids().forEach(data::serviceUuid);
        for (Map.Entry<Integer, Bytes> entry : good.manufacturerData().entrySet()) {
            data.manufacturerData(chance(50) ? random.nextInt(0x10000) : entry.getKey(), mutated(entry.getValue()));
        }
        for (Map.Entry<UUID, Bytes> entry : good.serviceData().entrySet()) {
            data.serviceData(entry.getKey(), mutated(entry.getValue()));
        }
        Advertisement bad = new Advertisement(
                good.device(), good.heardBy(), good.receivedAt(), good.rssi(), good.connectable(), data.build());
        return new Mutant(bad, context(seed.context()));
    }

    private @Nullable String name(@Nullable String good) {
        return chance(4) ? NAMES.get(random.nextInt(NAMES.size())) : good;
    }

    private DecodeContext context(DecodeContext good) {
        Bytes key = good.key();
        if (chance(8)) {
            key = noise(random.nextInt(33));
        } else if (chance(16)) {
            key = null;
        }
        return new DecodeContext(key, chance(8) ? "no such model" : good.modelHint());
    }

    private Bytes mutated(Bytes good) {
        if (chance(16)) {
            return noise(random.nextInt(LONGEST));
        }
        byte[] bytes = good.toArray();
        for (int changes = random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (chance(2) ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt(256));
        }
        if (chance(3)) {
            return Bytes.of(bytes, 0, random.nextInt(bytes.length + 1));
        }
        return chance(4) ? Bytes.of(bytes).concat(noise(random.nextInt(8))) : Bytes.of(bytes);
    }

    private Bytes noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
