// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.things.hearing.RepeatFilter;
import org.ravning.things.link.PropertyJoin;
import org.ravning.things.setting.Clean;

/** What one profile contributes to a thing. Guarded by the table's lock. */
final class Share {
    private static final int TEXT_LENGTH = 64;

    private final Profile profile;
    private final RepeatFilter repeats = new RepeatFilter();
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private DeviceModel model;
    private @Nullable DeviceModel learned;
    private boolean recognises;

    Share(Profile profile) {
        this.profile = profile;
        this.model = DeviceModel.of(null, profile.info().title());
    }

    // A profile that is replaced may call itself equal to its successor; they are not the same.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Profile other) {
        return profile == other;
    }

    Profile profile() {
        return profile;
    }

    RepeatFilter repeats() {
        return repeats;
    }

    DeviceModel model() {
        return model;
    }

    Map<String, Property> properties() {
        return properties;
    }

    /** Says whether the profile knows the device by itself, and does not only add to what others recognise. */
    boolean recognises() {
        return recognises;
    }

    void recognise() {
        recognises = true;
    }

    /** Takes the model over, part by part; returns whether it is news. */
    boolean learnModel(DeviceModel told) {
        if (told.equals(learned)) {
            return false;
        }
        learned = told;
        DeviceModel clean = new DeviceModel(
                or(clean(told.manufacturer()), model.manufacturer()),
                Objects.requireNonNullElse(clean(told.model()), profile.info().title()),
                or(clean(told.firmware()), model.firmware()));
        boolean changed = !clean.equals(model);
        model = clean;
        return changed;
    }

    private static @Nullable String or(@Nullable String told, @Nullable String before) {
        return told != null ? told : before;
    }

    private static @Nullable String clean(@Nullable String text) {
        String clean = text == null ? "" : Clean.text(text, TEXT_LENGTH);
        return clean.isEmpty() ? null : clean;
    }

    /** Takes properties over, at most this many in all; returns whether one is new or can do more. */
    boolean learn(List<Property> told, int most) {
        boolean changed = false;
        for (Property property : told) {
            Property known = properties.get(property.name());
            Property joined = known == null ? property : PropertyJoin.join(known, property);
            if (!joined.equals(known) && (known != null || properties.size() < most)) {
                properties.put(property.name(), joined);
                changed = true;
            }
        }
        return changed;
    }
}
