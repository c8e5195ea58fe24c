// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.things.link.PropertyJoin;

/** Joins what several profiles say of one thing. */
final class Description {
    private Description() {}

    /** Returns the properties by name, in order of first appearance; what one profile can set, the thing can set. */
    static Map<String, Property> properties(List<Share> shares) {
        Map<String, Property> joined = new LinkedHashMap<>();
        for (Share share : shares) {
            share.properties().values().forEach(p -> joined.merge(p.name(), p, PropertyJoin::join));
        }
        return joined;
    }

    /** Returns the model: each part from the profile that tells it and knows the device best. */
    static DeviceModel model(List<Share> shares) {
        List<Share> ordered = new ArrayList<>(shares);
        ordered.sort(Comparator.comparing((Share share) -> !share.recognises())
                .thenComparing(share -> -share.profile().info().specificity()));
        String manufacturer = null;
        String firmware = null;
        for (Share share : ordered) {
            manufacturer = orElse(manufacturer, share.model().manufacturer());
            firmware = orElse(firmware, share.model().firmware());
        }
        return new DeviceModel(manufacturer, ordered.get(0).model().model(), firmware);
    }

    private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }
}
