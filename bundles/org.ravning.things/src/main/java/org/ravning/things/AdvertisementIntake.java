// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.RejectReason;
import org.ravning.things.key.DeviceKeys;
import org.ravning.things.key.Identities;
import org.ravning.things.key.KeyOwner;
import org.ravning.things.key.KeyVault;
import org.ravning.things.match.ProfileSet;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.table.Frame;
import org.ravning.things.table.ThingCounters;
import org.ravning.things.table.ThingCounters.Kind;
import org.ravning.things.table.ThingTable;

/** Takes every advertisement from the scan and asks the profiles that match. */
final class AdvertisementIntake implements AdvertisementListener {
    private final ThingTable table;
    private final ThingCounters counters;
    private final KeyVault keys;
    private final Identities identities;
    private final ThingRecords records;
    private final Complaints complaints = new Complaints();
    private final Set<AdapterId> hearing = new ConcurrentSkipListSet<>();

    AdvertisementIntake(ThingTable table, ThingCounters counters, KeyVault keys, ThingRecords records) {
        this.table = table;
        this.counters = counters;
        this.keys = keys;
        this.identities = new Identities(keys);
        this.records = records;
    }

    /** Returns the adapters that hear something now. */
    Set<AdapterId> hearing() {
        return hearing;
    }

    @Override
    public void onAdvertisement(Advertisement advertisement) {
        counters.count(Kind.ADVERTISEMENTS);
        ProfileSet profiles = table.profileSet();
        List<AdvertisementProfile> decoders = profiles.broadcasts().candidates(advertisement);
        List<GattProfile> linkers = mayConnect(advertisement) ? recognisers(profiles, advertisement) : List.of();
        Frame frame = decode(advertisement, decoders, linkers);
        if (decoders.isEmpty() && linkers.isEmpty() && frame.owner() == null) {
            counters.count(Kind.UNKNOWN);
        }
        if (frame.isRecognised() || table.isThing(advertisement.device())) {
            table.hear(frame);
        }
    }

    private List<GattProfile> recognisers(ProfileSet profiles, Advertisement heard) {
        List<GattProfile> candidates = profiles.links().candidates(heard);
        if (candidates.isEmpty()) {
            return candidates;
        }
        List<GattProfile> recognisers = new ArrayList<>(candidates);
        recognisers.removeIf(profile -> !recognises(profile, heard));
        return recognisers;
    }

    private boolean recognises(GattProfile profile, Advertisement heard) {
        try {
            return profile.recognises(heard);
        } catch (RuntimeException e) {
            counters.malformed(profile, heard.device().text(), "the profile failed: " + e);
            complaints.aboutBug(profile, e);
            return false;
        }
    }

    private static boolean mayConnect(Advertisement advertisement) {
        Boolean connectable = advertisement.connectable();
        return connectable == null || connectable;
    }

    private Frame decode(Advertisement heard, List<AdvertisementProfile> decoders, List<GattProfile> linkers) {
        KeyOwner owner = identities.of(heard.device());
        DecodeContext context = decoders.isEmpty() ? DecodeContext.NONE : context(heard.device(), owner);
        for (AdvertisementProfile decoder : decoders) {
            Decoded decoded = decode(heard, decoder, context);
            if (decoded instanceof Decoded.Readings readings) {
                counters.decoded(decoder);
                return new Frame(heard, decoder, readings, linkers, owner, context.key() != null);
            }
            if (decoded instanceof Decoded.Malformed malformed) {
                counters.malformed(decoder, heard.device().text(), malformed.why());
                reject(heard, owner, decoder, malformed.reason());
            }
        }
        return new Frame(heard, null, null, linkers, owner, false);
    }

    private void reject(Advertisement heard, @Nullable KeyOwner owner, AdvertisementProfile decoder, RejectReason why) {
        if (decoder.isAnybodys()) {
            return; // its key is its owner's, who is hardly this user
        }
        switch (why) {
            case KEY_MISSING -> table.locked(heard, owner, decoder, Candidate.Reason.KEY_MISSING);
            case WRONG_KEY -> table.locked(heard, owner, decoder, Candidate.Reason.KEY_WRONG);
            case PLAIN_WITH_KEY -> table.locked(heard, owner, decoder, Candidate.Reason.KEY_UNUSED);
            case INVALID, INVALID_VALUE, UNKNOWN_OBJECT, NO_DATA -> {}
        }
    }

    private @Nullable Decoded decode(Advertisement heard, AdvertisementProfile decoder, DecodeContext context) {
        try {
            return decoder.decode(heard, context);
        } catch (RuntimeException e) {
            counters.malformed(
                    decoder,
                    heard.device().text(),
                    "the profile failed: " + e.getClass().getSimpleName());
            complaints.aboutBug(decoder, e);
            return null;
        }
    }

    private DecodeContext context(DeviceId device, @Nullable KeyOwner owner) {
        DeviceKeys now = keys.current();
        Bytes key = now.size() == 0 ? null : now.of(device);
        if (key == null && owner != null && owner.address() != null) {
            key = now.of(owner.address());
        }
        String model = records.model(device, owner == null ? null : owner.id());
        return key == null && model == null ? DecodeContext.NONE : new DecodeContext(key, model);
    }

    @Override
    public void onAdapterScanning(AdapterId adapter) {
        hearing.add(adapter);
    }

    @Override
    public void onAdapterLost(AdapterId adapter, BleException cause) {
        hearing.remove(adapter);
        if (hearing.isEmpty()) {
            table.deaf();
        }
    }
}
