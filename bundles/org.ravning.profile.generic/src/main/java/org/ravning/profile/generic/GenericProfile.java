// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Descriptor;
import org.ravning.api.DeviceId;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what devices offer that no other profile knows: each characteristic that can be read, written or subscribed to, up
 * to {@value PlanWriter#MAXIMUM}. It serves only the devices that it was told of.
 */
@Component(service = GattProfile.class, configurationPid = GenericConfig.PID)
@Designate(ocd = GenericConfig.class)
public final class GenericProfile implements GattProfile {
    private static final Logger LOG = LoggerFactory.getLogger(GenericProfile.class);
    private static final ProfileInfo INFO = new ProfileInfo("generic", "Generic device", 0);

    private final Set<String> devices = new HashSet<>();
    private final ConnectionPolicy policy;

    /** Creates it as configured; what is no address or policy is complained about, and not used. */
    @Activate
    public GenericProfile(GenericConfig config) {
        for (String text : config.devices()) {
            try {
                devices.add(DeviceId.parse(text.trim()).compact());
            } catch (IllegalArgumentException e) {
                LOG.warn("{}: devices: {}", GenericConfig.PID, e.getMessage());
            }
        }
        policy = policy(config.connection(), config.intervalSeconds());
    }

    /** Creates it for these devices. */
    public GenericProfile(Collection<? extends DeviceId> devices, ConnectionPolicy policy) {
        devices.forEach(device -> this.devices.add(device.compact()));
        this.policy = policy;
    }

    private static ConnectionPolicy policy(String connection, int seconds) {
        switch (connection) {
            case "kept":
                return new ConnectionPolicy.KeepConnected();
            case "demand":
                return new ConnectionPolicy.OnDemand();
            default:
                if (!connection.equals("poll")) {
                    LOG.warn("{}: connection is kept, poll or demand; poll is used", GenericConfig.PID);
                }
                return new ConnectionPolicy.Poll(Duration.ofSeconds(Math.max(5, Math.min(seconds, 86_400))));
        }
    }

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return Match.devices(devices);
    }

    @Override
    public ConnectionPolicy policy() {
        return policy;
    }

    @Override
    public boolean isCompanion() {
        return false;
    }

    @Override
    public Set<UUID> planDescriptors() {
        return Set.of(BleUuid.of(PlanWriter.USER_DESCRIPTION));
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return plan(database, Map.of());
    }

    @Override
    public GattPlan plan(GattDatabase database, Map<Descriptor, Bytes> values) {
        return new PlanWriter(values).write(database);
    }
}
