// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.ravning.api.DeviceId;
import org.ravning.api.Subscription;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;
import org.ravning.testkit.ManualTime;
import org.ravning.things.time.DefaultTime;

class ThingFeedsTest {
    private static final Property BUTTON = Property.event("button", "Button", "press", "hold");
    private static final ThingState.TimedValue TOLD = new ThingState.TimedValue(Value.of(0), Instant.EPOCH);
    private static final Thing LAMP = thing("lamp");
    private static final Thing DOOR = thing("door");

    private final ManualTime time = new ManualTime();
    private final DefaultTime clock =
            new DefaultTime(time.clock(), () -> time.elapsed().toNanos(), time.scheduler());
    private final ThingFeeds feeds = new ThingFeeds(time.scheduler(), clock, 3, Duration.ofSeconds(60));
    private final Heard heard = new Heard();

    private static Thing thing(String name) {
        return new Thing(
                new ThingId(name),
                name,
                DeviceId.parse("A4:C1:38:00:00:01"),
                DeviceModel.of(null, name),
                List.of(),
                List.of());
    }

    private static ThingState state(int value, String... others) {
        Map<String, ThingState.TimedValue> values = new HashMap<>();
        values.put("level", new ThingState.TimedValue(Value.of(value), Instant.EPOCH));
        for (String other : others) {
            values.put(other, TOLD);
        }
        return new ThingState(values, Availability.ONLINE, null, null);
    }

    private static class Heard implements ThingListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public void onThing(Thing thing) {
            lines.add("thing " + thing.name());
        }

        @Override
        public void onThingRemoved(Thing thing) {
            lines.add("removed " + thing.name());
        }

        @Override
        public void onState(Thing thing, ThingState state, Set<String> told) {
            ThingState.TimedValue value = state.values().get("level");
            lines.add("state " + thing.name() + " " + (value == null ? "" : value.value()) + " " + new TreeSet<>(told));
        }

        @Override
        public void onEvent(Thing thing, Event event, Instant at) {
            lines.add("event " + thing.name() + " " + event.type() + " " + at.getEpochSecond());
        }

        @Override
        public void onAvailability(Thing thing, Availability availability) {
            lines.add("availability " + thing.name() + " " + availability);
        }
    }

    private static void press(ThingFeeds to, Thing thing, long second) {
        to.happen(thing, Event.of(BUTTON, "press"), Instant.ofEpochSecond(second));
    }

    @Test
    void slowListener_hearsTheNewestStateOfEachThing_andAllNamesTold() {
        Subscription subscription = feeds.add(heard, List.of());
        feeds.describe(LAMP);
        feeds.tell(LAMP, state(1, "a"), Set.of("a"));
        feeds.describe(DOOR);
        feeds.tell(DOOR, state(7, "a"), Set.of("a"));
        feeds.tell(LAMP, state(2, "a", "b"), Set.of("b"));
        time.runDue();
        assertThat(heard.lines).containsExactly("thing lamp", "state lamp 2 [a, b]", "thing door", "state door 7 [a]");
        assertThat(subscription.dropped()).isEqualTo(1);
        assertThat(feeds.dropped()).isEqualTo(1);
    }

    @Test
    void propertyThatLeftWithItsProfile_isNotNamedAsTold() {
        feeds.add(heard, List.of());
        feeds.tell(LAMP, state(1, "a"), Set.of("level", "a"));
        ThingState without = new ThingState(Map.of("b", TOLD), Availability.ONLINE, null, null);

        feeds.tell(LAMP, without, Set.of("b"));
        time.runDue();

        assertThat(heard.lines).containsExactly("state lamp  [b]");
    }

    @Test
    void events_areBoundedInNumber_theOldestGoesFirst() {
        Subscription subscription = feeds.add(heard, List.of());
        for (int i = 0; i < 5; i++) {
            press(feeds, LAMP, i);
        }
        assertThat(feeds.depth()).isEqualTo(3);
        time.runDue();
        assertThat(heard.lines).containsExactly("event lamp press 2", "event lamp press 3", "event lamp press 4");
        assertThat(subscription.dropped()).isEqualTo(2);
    }

    @Test
    void eventThatWaitedTooLong_isNotTold() {
        List<Runnable> stuck = new ArrayList<>();
        ThingFeeds slow = new ThingFeeds(stuck::add, clock, 3, Duration.ofSeconds(60));
        slow.add(heard, List.of());
        press(slow, LAMP, 1);
        time.advance(Duration.ofSeconds(61));
        press(slow, LAMP, 2);
        stuck.get(0).run();
        assertThat(heard.lines).containsExactly("event lamp press 2");
        assertThat(slow.dropped()).isEqualTo(1);
    }

    @Test
    void removedThing_takesWhatWaitsWithIt() {
        feeds.add(heard, List.of(new ThingFeeds.Known(DOOR, state(1))));
        time.runDue();
        assertThat(heard.lines).containsExactly("thing door", "availability door ONLINE", "state door 1 [level]");
        heard.lines.clear();

        feeds.describe(LAMP);
        feeds.tell(DOOR, state(2), Set.of("level"));
        press(feeds, DOOR, 1);
        feeds.remove(DOOR);
        feeds.remove(LAMP);
        time.runDue();
        assertThat(heard.lines).as("the lamp was never told of").containsExactly("removed door");
    }

    @Test
    void thingRemovedAndBack_isToldSo_inThatOrder() {
        feeds.add(heard, List.of(new ThingFeeds.Known(DOOR, state(1))));
        time.runDue();
        heard.lines.clear();
        feeds.remove(DOOR);
        feeds.describe(DOOR);
        feeds.tell(DOOR, state(3), Set.of("level"));
        time.runDue();
        assertThat(heard.lines).containsExactly("removed door", "thing door", "state door 3 [level]");
    }

    @Test
    void listenerThatThrows_isKept_andHoldsUpNobody() {
        feeds.add(
                new ThingListener() {
                    @Override
                    public void onThing(Thing thing) {
                        throw new IllegalStateException("broken listener");
                    }
                },
                List.of());
        feeds.add(heard, List.of());
        feeds.describe(LAMP);
        time.runDue();
        feeds.describe(DOOR);
        time.runDue();
        assertThat(heard.lines).containsExactly("thing lamp", "thing door");
        assertThat(feeds.size()).isEqualTo(2);
    }

    @Test
    void closedFromWithin_isNotCalledAgain() {
        List<Subscription> own = new ArrayList<>();
        own.add(feeds.add(
                new ThingListener() {
                    @Override
                    public void onThing(Thing thing) {
                        heard.onThing(thing);
                        own.get(0).close();
                    }
                },
                List.of()));
        feeds.describe(LAMP);
        feeds.describe(DOOR);
        time.runDue();
        assertThat(heard.lines).containsExactly("thing lamp");
        assertThat(own.get(0).isActive()).isFalse();
        assertThat(feeds.size()).isZero();
    }

    @Test
    void close_waitsForACallThatRuns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            ThingFeeds live = new ThingFeeds(threads, clock, 3, Duration.ofSeconds(60));
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            Subscription subscription = live.add(
                    new ThingListener() {
                        @Override
                        public void onThing(Thing thing) {
                            entered.countDown();
                            try {
                                Await.latch("leave", leave);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            heard.onThing(thing);
                        }
                    },
                    List.of());
            live.describe(LAMP);
            Await.latch("the listener is called", entered);
            Await.Call<Integer> closing = Await.inThread(() -> {
                subscription.close();
                return heard.lines.size();
            });
            closing.untilBlocked();
            leave.countDown();
            assertThat(Await.result(closing)).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
