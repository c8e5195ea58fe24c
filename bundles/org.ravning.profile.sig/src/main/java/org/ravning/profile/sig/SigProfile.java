// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;

/** What the profiles of this bundle share: each stands for one service. */
abstract class SigProfile implements GattProfile {
    private static final int GENERIC = 0;
    private static final int MAIN = 20;

    private final ProfileInfo info;
    private final Match match;
    private final ConnectionPolicy policy;
    private final UUID service;

    private SigProfile(ProfileInfo info, Match match, ConnectionPolicy policy, UUID service) {
        this.info = info;
        this.match = match;
        this.policy = policy;
        this.service = service;
    }

    /** A profile that recognises devices by the service that they advertise. */
    SigProfile(String id, String title, int service, ConnectionPolicy policy) {
        this(id, title, BleUuid.of(service), policy);
    }

    /** A profile that recognises devices by the service that they advertise. */
    SigProfile(String id, String title, UUID service, ConnectionPolicy policy) {
        this(new ProfileInfo(id, title, MAIN), Match.service(service), policy, service);
    }

    /** A profile that only adds its part to devices that others recognise. */
    SigProfile(String id, String title, int service) {
        this(new ProfileInfo(id, title, GENERIC), Match.NONE, new ConnectionPolicy.OnDemand(), BleUuid.of(service));
    }

    @Override
    public final ProfileInfo info() {
        return info;
    }

    @Override
    public final Match match() {
        return match;
    }

    @Override
    public final boolean isCompanion() {
        return true;
    }

    @Override
    public final ConnectionPolicy policy() {
        return policy;
    }

    /** Returns a plan of what the service's characteristics of these types tell. */
    final GattPlan planOf(GattDatabase database, Map<Integer, List<FieldReading>> fields) {
        List<GattPlan.Source> sources = new ArrayList<>();
        new TreeMap<>(fields)
                .forEach((type, told) -> Sources.add(sources, Sources.find(database, service, type), model(), told));
        return new GattPlan(sources, List.of());
    }

    /** Returns the service that this profile stands for. */
    final UUID service() {
        return service;
    }

    final DeviceModel model() {
        return DeviceModel.of(null, info.title());
    }
}
