// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Unit;
import org.ravning.things.link.PropertyJoin;

class PropertyJoinTest {
    private static final PropertyType HUNDREDTHS =
            new PropertyType.NumberType(BigDecimal.ZERO, BigDecimal.valueOf(100), BigDecimal.ONE);

    private final Property told = Property.number("position", "Position", Unit.PERCENT, null);
    private final Property set = new Property(
            "position", "Position", HUNDREDTHS, Unit.PERCENT, Set.of(Access.SETTABLE), "curtain", Category.PRIMARY);

    @Test
    void broadcastValueThatCanBeSetOverALink_joined_hasLimitsAndClassOfItsCommand() {
        Property joined = PropertyJoin.join(told, set);

        assertThat(joined.access()).containsExactlyInAnyOrder(Access.PUBLISHED, Access.SETTABLE);
        assertThat(joined.type()).isEqualTo(HUNDREDTHS);
        assertThat(joined.deviceClass()).isEqualTo("curtain");
        assertThat(joined.unit()).isEqualTo(Unit.PERCENT);
    }

    @Test
    void otherKindOfValue_joined_isLeftOut() {
        assertThat(PropertyJoin.join(told, Property.flag("position", "Position", null)))
                .isSameAs(told);
    }
}
