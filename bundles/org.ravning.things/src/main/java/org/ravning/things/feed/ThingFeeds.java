// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.ravning.api.Subscription;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;
import org.ravning.things.time.Time;

/** Every listener's feed. Putting news in never blocks; whoever calls decides the order. */
public final class ThingFeeds {
    private final Executor executor;
    private final Time time;
    private final int eventCapacity;
    private final Duration eventAge;
    private final List<ThingFeed> feeds = new CopyOnWriteArrayList<>();
    private final AtomicLong droppedBefore = new AtomicLong();

    /**
     * Creates it without listeners.
     *
     * @param executor calls the listeners; several threads, so that a slow listener holds up no other
     * @param eventCapacity how many events may wait for one listener
     * @param eventAge how old an event may become while it waits
     */
    public ThingFeeds(Executor executor, Time time, int eventCapacity, Duration eventAge) {
        this.executor = executor;
        this.time = time;
        this.eventCapacity = eventCapacity;
        this.eventAge = eventAge;
    }

    /** What a new listener is told first. */
    public record Known(Thing thing, ThingState state) {}

    /** Adds a listener and tells it what is there. */
    public Subscription add(ThingListener listener, List<Known> known) {
        ThingFeed feed = new ThingFeed(listener, executor, time, eventCapacity, eventAge, this::remove);
        for (Known one : known) {
            feed.describe(one.thing());
            feed.come(one.thing(), one.state().availability());
            feed.tell(one.thing(), one.state(), one.state().values().keySet());
        }
        feeds.add(feed);
        return feed;
    }

    private void remove(ThingFeed feed) {
        if (feeds.remove(feed)) {
            droppedBefore.addAndGet(feed.dropped());
        }
    }

    /** A thing is there or is described anew. */
    public void describe(Thing thing) {
        feeds.forEach(feed -> feed.describe(thing));
    }

    /** A thing came or went. */
    public void come(Thing thing, Availability availability) {
        feeds.forEach(feed -> feed.come(thing, availability));
    }

    /** A thing told something. */
    public void tell(Thing thing, ThingState state, Set<String> told) {
        feeds.forEach(feed -> feed.tell(thing, state, told));
    }

    /** Something happened at a thing. */
    public void happen(Thing thing, Event event, Instant at) {
        feeds.forEach(feed -> feed.happen(thing, event, at));
    }

    /** A device that is no thing, or not yet, is to be told of. */
    public void announce(Candidate candidate) {
        feeds.forEach(feed -> feed.announce(candidate));
    }

    /** A thing is no more. */
    public void remove(Thing thing) {
        feeds.forEach(feed -> feed.remove(thing));
    }

    /** Says whether anyone listens. */
    public boolean isEmpty() {
        return feeds.isEmpty();
    }

    /** Returns how many pieces of news wait. */
    public long depth() {
        return feeds.stream().mapToLong(ThingFeed::depth).sum();
    }

    /** Returns how many pieces of news were lost because a listener was too slow. */
    public long dropped() {
        return droppedBefore.get()
                + feeds.stream().mapToLong(ThingFeed::dropped).sum();
    }

    /** Returns how many listen. */
    public int size() {
        return feeds.size();
    }

    /** Ends all calls. */
    public void close() {
        feeds.forEach(ThingFeed::close);
    }
}
