// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

/**
 * Glucose Service: a meter that keeps records and sends them on request, through its Record Access Control Point. After each
 * connect the last record is asked for; {@code report_records} asks for others, which come one after the other.
 */
@Component(service = GattProfile.class)
public final class GlucoseProfile extends SigProfile {
    private static final int REPORT_STORED_RECORDS = 1;
    private static final int LAST_RECORD = 6;
    private static final int RESPONSE = 6;
    private static final List<String> SELECTIONS = List.of("last", "first", "all");
    private static final List<Integer> OPERATORS = List.of(LAST_RECORD, 5, 1);
    /** Response code values (GATT Specification Supplement, Record Access Control Point), from 1. */
    private static final List<String> RESPONSES = List.of(
            "success",
            "not_supported",
            "invalid_operator",
            "operator_not_supported",
            "invalid_operand",
            "no_records",
            "abort_unsuccessful",
            "not_completed",
            "operand_not_supported");

    private static final List<FieldReading> MEASUREMENT = List.of(
            Fields.number("glucose", "Glucose", Unit.MILLIGRAM_PER_DECILITRE, "blood_glucose_concentration"),
            Fields.MEASURED_AT,
            FieldReading.of(
                    "time_offset",
                    Fields.diagnostic(Property.number("time_offset", "Time offset", Unit.MINUTE, "duration"))),
            FieldReading.of(
                    "sequence_number", Fields.diagnostic(Property.number("sequence_number", "Record", null, null))));
    private static final List<FieldReading> CONTEXT = List.of(
            FieldReading.of("meal", Property.text("meal", "Meal")),
            Fields.number("hba1c", "HbA1c", Unit.PERCENT, null));

    private static final Property ACCESS =
            Property.text("record_access", "Record access").in(Category.DIAGNOSTIC);
    private static final Property REPORT = new Property(
            "report_records",
            "Report records",
            new PropertyType.EnumType(SELECTIONS),
            null,
            Set.of(Access.SETTABLE),
            null,
            Category.CONFIG);

    /** Creates it. */
    public GlucoseProfile() {
        super("sig-glucose", "Glucose meter", 0x1808, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> measurements = new ArrayList<>();
        Sources.add(measurements, Sources.find(database, service(), 0x2A18), model(), MEASUREMENT);
        List<Characteristic> accesses = Sources.find(database, service(), 0x2A52);
        if (measurements.isEmpty() || accesses.isEmpty()) {
            return new GattPlan(measurements, List.of());
        }
        Characteristic access = accesses.get(0);
        List<GattPlan.Source> sources = new ArrayList<>();
        sources.add(gettable(measurements.get(0)).askedBy(report(access, LAST_RECORD)));
        Sources.add(sources, Sources.find(database, service(), 0x2A34), model(), CONTEXT);
        sources.add(new GattPlan.Source(access, Set.of(Trigger.SUBSCRIBE), List.of(ACCESS), this::response));
        GattPlan.Sink report = new GattPlan.Sink(
                REPORT, (value, current) -> report(access, OPERATORS.get(SELECTIONS.indexOf(value.toString()))));
        return new GattPlan(sources, List.of(report));
    }

    private static GattPlan.Source gettable(GattPlan.Source source) {
        List<Property> properties = new ArrayList<>();
        source.properties().forEach(p -> properties.add(p.with(Access.PUBLISHED, Access.GETTABLE)));
        return new GattPlan.Source(source.characteristic(), source.triggers(), properties, source.decoder());
    }

    private static GattPlan.Write report(Characteristic access, int operator) {
        return new GattPlan.Write(access, Bytes.ofInts(REPORT_STORED_RECORDS, operator), WriteMode.WITH_RESPONSE);
    }

    // Opcode 6, operator 0, the opcode that it answers, the response code.
    private Decoded response(Bytes value) {
        if (value.length() < 2) {
            return Decoded.Malformed.invalid("record access: too short: " + value);
        }
        if (value.u8(0) != RESPONSE || value.length() < 4) {
            return Decoded.NOT_MINE;
        }
        int code = value.u8(3);
        String told = code >= 1 && code <= RESPONSES.size() ? RESPONSES.get(code - 1) : Integer.toString(code);
        return Decoded.Readings.of(model(), List.of(new Reading(ACCESS, Value.of(told))));
    }
}
