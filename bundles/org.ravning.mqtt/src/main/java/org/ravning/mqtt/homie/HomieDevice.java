// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ravning.mqtt.topic.Labels;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.Unit;

/**
 * A thing as Homie describes it: a node for each category of its properties.
 *
 * @param id its id, made of the thing's id, so that a new name changes no topic
 * @param thing the thing
 * @param nodes its nodes, none of them empty
 */
record HomieDevice(String id, Thing thing, List<Node> nodes) {
    /** The signal strength, which every thing has. */
    static final Property RSSI = Property.number("rssi", "Signal strength", Unit.DECIBEL_MILLIWATT, "signal_strength")
            .in(Category.DIAGNOSTIC);

    private static final Property WHOLE_RSSI = new Property(
            RSSI.name(),
            RSSI.label(),
            new PropertyType.NumberType(null, null, BigDecimal.ONE),
            RSSI.unit(),
            RSSI.access(),
            RSSI.deviceClass(),
            RSSI.category());

    /**
     * Some properties of a device that belong together.
     *
     * @param id its id within the device
     * @param name its name for people
     * @param type what it is
     * @param properties its properties
     */
    record Node(String id, String name, String type, List<HomieProperty> properties) {}

    static String idOf(ThingId thing) {
        return HomieIds.clean("ravning-" + thing.value());
    }

    /** Says whether that may be the id of a thing. */
    static boolean isId(String id) {
        return id.startsWith("ravning-") && !id.startsWith("ravning-bridge-");
    }

    static HomieDevice of(Convention convention, Thing thing) {
        Map<Category, List<Property>> byCategory = new EnumMap<>(Category.class);
        thing.properties().stream()
                .filter(HomieDevice::isShown)
                .forEach(property -> byCategory
                        .computeIfAbsent(property.category(), c -> new ArrayList<>())
                        .add(property));
        if (thing.property(RSSI.name()).isEmpty()) {
            byCategory
                    .computeIfAbsent(Category.DIAGNOSTIC, c -> new ArrayList<>())
                    .add(WHOLE_RSSI);
        }
        List<Node> nodes = new ArrayList<>();
        byCategory.forEach((category, properties) -> nodes.add(node(convention, thing, category, properties)));
        return new HomieDevice(idOf(thing.id()), thing, List.copyOf(nodes));
    }

    private static boolean isShown(Property property) {
        return property.access().contains(Access.PUBLISHED) || property.isSettable();
    }

    private static Node node(Convention convention, Thing thing, Category category, List<Property> properties) {
        HomieIds ids = new HomieIds();
        List<HomieProperty> described = properties.stream()
                .map(property -> HomieProperty.of(convention, ids.unique(property.name()), property))
                .toList();
        String type = category.name().toLowerCase(Locale.ROOT);
        return switch (category) {
            case PRIMARY -> new Node("main", "Main", Labels.clean(thing.model().model()), described);
            case DIAGNOSTIC -> new Node("diagnostic", "Diagnostic", type, described);
            case CONFIG -> new Node("config", "Settings", type, described);
        };
    }

    /** Returns the property of that id. */
    Optional<HomieProperty> property(String node, String property) {
        return nodes.stream()
                .filter(each -> each.id().equals(node))
                .flatMap(each -> each.properties().stream())
                .filter(each -> each.id().equals(property))
                .findFirst();
    }
}
