// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.RejectReason;

/**
 * Reads or calculates a number and tells it.
 *
 * @param name the field's name, for messages
 * @param when whether it is there at all, or null
 * @param source where the raw number is read, or null if it is only calculated
 * @param noneIf whether it means "not available", or null
 * @param calculation what is made of the raw number, or null
 * @param scaling from there to the value
 * @param least the least value that can be, or null
 * @param most the greatest value that can be, or null
 * @param slot where the value is kept for other fields
 * @param meaning what it says
 */
public record NumberField(
        String name,
        @Nullable Expression when,
        @Nullable NumberSource source,
        @Nullable Expression noneIf,
        @Nullable Expression calculation,
        Scaling scaling,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        int slot,
        Meaning meaning)
        implements Step {
    @Override
    public void run(Scope scope) {
        if (when != null && !when.holds(scope)) {
            return;
        }
        BigDecimal number = BigDecimal.ZERO;
        if (source != null) {
            Raw raw = source.read(scope);
            if (raw == Raw.Absence.MISSING) {
                return;
            }
            number = raw instanceof Raw.Figure figure ? figure.value() : null;
        }
        BigDecimal value = number == null ? null : valueOf(number, scope);
        if (value != null) {
            scope.number(slot, value.doubleValue());
        }
        meaning.tell(scope, value);
    }

    @Override
    public List<Property> properties() {
        return meaning.told().map(List::of).orElse(List.of());
    }

    private @Nullable BigDecimal valueOf(BigDecimal raw, Scope scope) {
        scope.current(raw.doubleValue());
        if (noneIf != null && noneIf.holds(scope)) {
            return null;
        }
        BigDecimal number = raw;
        if (calculation != null) {
            double calculated = calculation.of(scope);
            if (!Double.isFinite(calculated)) {
                return null;
            }
            number = Scaling.rounded(calculated);
        }
        BigDecimal value = scaling.apply(number);
        if (least != null && value.compareTo(least) < 0 || most != null && value.compareTo(most) > 0) {
            throw new Rejection(RejectReason.INVALID_VALUE, name + " cannot be " + value.toPlainString());
        }
        return value;
    }
}
