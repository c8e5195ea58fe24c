// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.request.ThingRequests;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The things as this gateway's own registry has them. One thread calls it. */
public final class LocalThings {
    private static final Logger LOG = LoggerFactory.getLogger(LocalThings.class);
    private static final long AGAIN = 30_000_000_000L;

    private final Supplier<@Nullable ThingRegistry> things;
    private final Supplier<@Nullable ThingAdministration> administration;
    private final ExecutorService workers;
    private final GatewayLinks links;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Claim.Said> agreed = new HashMap<>();
    private final Map<String, Long> tried = new HashMap<>();

    /** What was last seen of a thing. */
    private record Seen(Instant at, int rssi) {}

    /**
     * Looks at them when asked.
     *
     * @param workers writes what was said, which takes a file
     * @param links tells which things are connected
     */
    public LocalThings(
            Supplier<@Nullable ThingRegistry> things,
            Supplier<@Nullable ThingAdministration> administration,
            ExecutorService workers,
            GatewayLinks links) {
        this.things = things;
        this.administration = administration;
        this.workers = workers;
        this.links = links;
    }

    /** Tells the arbiter what was heard since it was told last, and brings names and options into line. */
    void look(Arbiter arbiter, long now) {
        ThingRegistry registry = things.get();
        Set<String> here = new HashSet<>();
        if (registry != null) {
            for (Thing thing : registry.things()) {
                String id = thing.id().value();
                here.add(id);
                registry.state(thing.id()).ifPresent(state -> heard(arbiter, thing, state, now));
                agree(arbiter, thing, now);
            }
        }
        for (String gone : Set.copyOf(seen.keySet())) {
            if (!here.contains(gone)) {
                seen.remove(gone);
                agreed.remove(gone);
                tried.remove(gone);
                arbiter.gone(gone);
            }
        }
    }

    private void heard(Arbiter arbiter, Thing thing, ThingState state, long now) {
        String id = thing.id().value();
        Instant last = state.lastSeen();
        Integer rssi = state.rssi();
        boolean linked = links.isOpen(thing.id());
        if (last != null && rssi != null) {
            Seen current = new Seen(last, rssi);
            Seen before = seen.put(id, current);
            // What comes over a link tells no signal.
            boolean overLink = linked && before != null && before.rssi() == rssi;
            if (!overLink && !current.equals(before)) {
                boolean connectable = thing.properties().stream().anyMatch(property -> property.isSettable());
                arbiter.heard(id, rssi, connectable, now);
            }
        }
        if (linked) {
            arbiter.linked(id, now);
        }
    }

    /** This gateway has the thing now: what is changed here from now on is claimed. */
    void gained(Arbiter arbiter, String id, long now) {
        ThingRegistry registry = things.get();
        if (registry != null) {
            registry.find(id).ifPresent(thing -> agree(arbiter, thing, now));
        }
    }

    /** What the claim says holds here too; what was changed here since, by who has the thing, is claimed. */
    private void agree(Arbiter arbiter, Thing thing, long now) {
        String id = thing.id().value();
        Claim claim = arbiter.things().claim(id);
        if (claim == null || claim.said().name() == null || claim.said().removed() != Claim.Removal.NONE) {
            return;
        }
        Claim.Said here = said(thing);
        if (here.equals(claim.said())) {
            agreed.put(id, here);
            tried.remove(id);
        } else if (claim.said().equals(agreed.get(id)) && arbiter.owns(id, now)) {
            arbiter.tell(id, here, now);
        } else if (now - tried.getOrDefault(id, now - AGAIN) >= AGAIN) {
            tried.put(id, now);
            apply(id, here, claim.said());
        }
    }

    /** Returns what was said of a thing here. */
    Claim.Said said(String id) {
        ThingRegistry registry = things.get();
        return registry == null
                ? Claim.Said.NOTHING
                : registry.find(id).map(this::said).orElse(Claim.Said.NOTHING);
    }

    private Claim.Said said(Thing thing) {
        ThingAdministration admin = administration.get();
        ThingOptions options = ThingOptions.NONE;
        try {
            options = admin == null ? options : admin.options(thing.id().value());
        } catch (IllegalArgumentException e) {
            LOG.debug("{} has just gone", thing.id(), e);
        }
        return new Claim.Said(thing.name(), options, Claim.Removal.NONE);
    }

    private void apply(String id, Claim.Said here, Claim.Said wanted) {
        change(admin -> {
            String name = wanted.name();
            if (name != null && !name.equals(here.name())) {
                makeRoom(admin, id, name);
                admin.rename(id, name);
            }
            if (!wanted.options().equals(here.options())) {
                admin.setOptions(id, wanted.options());
            }
        });
    }

    /** The name may be that of another thing here, which gets its own from its owner, or keeps the longer one. */
    private void makeRoom(ThingAdministration admin, String id, String name) {
        ThingRegistry registry = things.get();
        Thing other = registry == null ? null : registry.find(name).orElse(null);
        if (other != null && !other.id().value().equals(id)) {
            String longer = other.name() + "-" + other.id().value();
            admin.rename(other.id().value(), longer.substring(Math.max(0, longer.length() - 64)));
        }
    }

    /** A thing was removed at another gateway. */
    void removed(String id, boolean block) {
        ThingRegistry registry = things.get();
        if (registry != null && registry.find(id).isPresent()) {
            change(admin -> admin.remove(id, block));
        }
    }

    /** What was permitted at the gateway that leads is permitted here. */
    void permit(@Nullable String device, java.time.@Nullable Duration time) {
        change(admin -> {
            if (device != null) {
                ThingRequests.permit(admin, device);
            }
            if (time != null) {
                admin.permit(time);
            }
        });
    }

    void reload() {
        change(ThingAdministration::reload);
    }

    /** Something that is written to a file. */
    private interface Change {
        void make(ThingAdministration admin);
    }

    private void change(Change change) {
        ThingAdministration admin = administration.get();
        if (admin == null) {
            return;
        }
        try {
            workers.execute(() -> {
                try {
                    change.make(admin);
                } catch (IllegalArgumentException e) {
                    LOG.warn("what another gateway says of a thing cannot be done here: {}", e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("too much is under way", e);
        }
    }

    /** Returns the id of the thing with that name or id here, or null. */
    @Nullable
    String id(String nameOrId) {
        ThingRegistry registry = things.get();
        return registry == null
                ? null
                : registry.find(nameOrId)
                        .or(() -> registry.find(CommandReader.compact(nameOrId)))
                        .map(thing -> thing.id().value())
                        .orElse(null);
    }
}
