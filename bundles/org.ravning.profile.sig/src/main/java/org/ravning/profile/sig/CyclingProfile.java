// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;

/** A sensor of a bicycle: what it tells, and what follows from two of its values. */
abstract class CyclingProfile extends SigProfile {
    private final Measurement measurement;
    private final int circumference;

    /**
     * What it sends.
     *
     * @param type the characteristic
     * @param fields what is in each value
     * @param wheelTimeRange the seconds after which the time of the wheel begins again
     */
    record Measurement(int type, List<FieldReading> fields, int wheelTimeRange) {}

    /**
     * Creates it.
     *
     * @param circumference of the wheel in millimetres, 0 if it is not known
     */
    CyclingProfile(String id, String title, int service, Measurement measurement, int circumference) {
        super(id, title, service, new ConnectionPolicy.KeepConnected());
        this.measurement = measurement;
        this.circumference = circumference;
    }

    @Override
    public final GattPlan plan(GattDatabase database) {
        Bicycle bicycle = new Bicycle(circumference, measurement.wheelTimeRange());
        List<GattPlan.Source> sources = planOf(database, Map.of(measurement.type(), measurement.fields()))
                .sources();
        return new GattPlan(sources.stream().map(bicycle::with).collect(Collectors.toList()), List.of());
    }
}
