// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.mqtt.gatt.GattLanes;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.ThingRegistry;

/** The links of this gateway, which follow who has a thing: those of the things themselves, and those of raw commands. */
public final class GatewayLinks {
    private final Supplier<@Nullable ThingRegistry> things;
    private final GattLanes raw;
    private volatile @Nullable Restricted restricted;

    private record Restricted(ThingLinks links, ThingLinks.Restriction restriction) {}

    /** Restricts nothing before {@link #restrict}. */
    public GatewayLinks(Supplier<@Nullable ThingRegistry> things, GattLanes raw) {
        this.things = things;
        this.raw = raw;
    }

    /** Restricts these links to things that this gateway has, until what is returned is closed. Any thread may call. */
    AutoCloseable restrict(ThingLinks links, Predicate<? super ThingId> has) {
        Restricted now = new Restricted(links, links.restrict(has));
        restricted = now;
        return () -> {
            if (now.equals(restricted)) {
                restricted = null;
            }
            now.restriction().close();
        };
    }

    /** The thing may be connected to now. */
    void gained(ThingId thing) {
        tell(restriction -> restriction.changed(thing));
    }

    /** Ends the links to a thing after what is under way. */
    void released(ThingId thing) {
        tell(restriction -> restriction.changed(thing));
        device(thing).ifPresent(device -> raw.giveUp(device, false));
    }

    /** Ends the links to a thing at once. */
    void lost(ThingId thing) {
        tell(restriction -> restriction.cut(thing));
        device(thing).ifPresent(device -> raw.giveUp(device, true));
    }

    private void tell(Consumer<ThingLinks.Restriction> news) {
        Restricted now = restricted;
        if (now != null) {
            news.accept(now.restriction());
        }
    }

    /** Says whether there is a link to the thing, or one is being made or ended. */
    boolean isLinked(ThingId thing) {
        return state(thing) != ThingLinks.Link.NONE
                || device(thing).map(raw::isOpen).orElse(false);
    }

    /** Says whether the thing is connected, so that its silence says nothing. */
    boolean isOpen(ThingId thing) {
        return state(thing) == ThingLinks.Link.OPEN;
    }

    private ThingLinks.Link state(ThingId thing) {
        Restricted now = restricted;
        return now == null ? ThingLinks.Link.NONE : now.links().of(thing);
    }

    private Optional<DeviceId> device(ThingId thing) {
        ThingRegistry registry = things.get();
        return registry == null
                ? Optional.empty()
                : registry.find(thing.value()).map(Thing::device);
    }
}
