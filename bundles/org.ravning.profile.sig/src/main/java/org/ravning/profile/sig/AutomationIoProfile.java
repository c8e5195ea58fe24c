// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;

/**
 * Automation IO Service: switches that can be set ({@code switch_1}, ...) and inputs that cannot ({@code input_1}, ...).
 *
 * <p>Descriptor 2909 says how many signals a Digital characteristic has; where it is not known there is one.
 */
@Component(service = GattProfile.class)
public final class AutomationIoProfile extends SigProfile {
    private static final int DIGITAL = 0x2A56;
    private static final UUID NUMBER_OF_DIGITALS = BleUuid.of(0x2909);
    private static final Property SWITCH = Property.flag("switch", "Switch", null);
    private static final Property INPUT = Property.flag("input", "Input", null);

    /** Creates it. */
    public AutomationIoProfile() {
        super("sig-automation-io", "Switch", 0x1815, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public Set<UUID> planDescriptors() {
        return Set.of(NUMBER_OF_DIGITALS);
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return plan(database, Map.of());
    }

    @Override
    public GattPlan plan(GattDatabase database, Map<Descriptor, Bytes> values) {
        List<GattPlan.Source> sources = new ArrayList<>();
        List<GattPlan.Sink> sinks = new ArrayList<>();
        int switches = 0;
        int inputs = 0;
        for (Characteristic characteristic : Sources.find(database, service(), DIGITAL)) {
            boolean settable = isSettable(characteristic);
            int count = count(characteristic, values);
            List<Property> properties = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Property property = settable ? SWITCH.numbered(++switches) : INPUT.numbered(++inputs);
                properties.add(property.with(access(characteristic, settable)));
            }
            DigitalSignals signals = new DigitalSignals(characteristic, properties, model());
            Set<Trigger> triggers = Trigger.allowedBy(characteristic);
            if (!triggers.isEmpty()) {
                sources.add(new GattPlan.Source(characteristic, triggers, properties, signals::decode));
            }
            if (settable) {
                sinks.addAll(signals.sinks());
            }
        }
        return new GattPlan(sources, sinks);
    }

    private static boolean isSettable(Characteristic characteristic) {
        return characteristic.can(CharacteristicProperty.WRITE)
                || characteristic.can(CharacteristicProperty.WRITE_WITHOUT_RESPONSE);
    }

    private static Access[] access(Characteristic characteristic, boolean settable) {
        List<Access> access = new ArrayList<>();
        if (!Trigger.allowedBy(characteristic).isEmpty()) {
            access.addAll(List.of(Sources.access(characteristic)));
        }
        if (settable) {
            access.add(Access.SETTABLE);
        }
        return access.toArray(new Access[0]);
    }

    private static int count(Characteristic characteristic, Map<Descriptor, Bytes> values) {
        return characteristic
                .descriptor(NUMBER_OF_DIGITALS)
                .map(values::get)
                .filter(value -> !value.isEmpty() && value.u8(0) > 0)
                .map(value -> value.u8(0))
                .orElse(1);
    }
}
