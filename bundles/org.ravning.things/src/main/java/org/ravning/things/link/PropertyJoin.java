// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Property;

/** Joins two descriptions of one property. */
public final class PropertyJoin {
    private PropertyJoin() {}

    /** Says whether both have the same kind of value, in the same unit. */
    public static boolean isSameKind(Property left, Property right) {
        return left.type().getClass() == right.type().getClass() && left.unit() == right.unit();
    }

    /**
     * Returns the first, with what can be done with either, the limits of the one that can be set, and a class if only the
     * second has one; the first alone if they are not of the same kind.
     */
    public static Property join(Property first, Property second) {
        if (!isSameKind(first, second) || first.access().containsAll(second.access())) {
            return first;
        }
        Set<Access> access = EnumSet.noneOf(Access.class);
        access.addAll(first.access());
        access.addAll(second.access());
        return new Property(
                first.name(),
                first.label(),
                second.isSettable() && Objects.equals(first.unit(), second.unit()) ? second.type() : first.type(),
                first.unit(),
                access,
                first.deviceClass() == null ? second.deviceClass() : first.deviceClass(),
                first.category());
    }
}
