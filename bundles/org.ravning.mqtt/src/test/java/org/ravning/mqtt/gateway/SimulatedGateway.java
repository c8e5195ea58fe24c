// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ravning.profile.api.ThingOptions;

/** A gateway with the arbiter and the commands as they are, and everything around them simulated. */
final class SimulatedGateway implements SimulatedBus.Ear, Surroundings, SharedCommands.Execution {
    private static final Duration LONGEST_END = Duration.ofSeconds(4);

    static final Timing TIMING = new Timing(Duration.ofSeconds(20));

    final String id;
    final Map<String, Integer> hears = new TreeMap<>();
    final Set<String> acting = new HashSet<>();
    /** The things that this gateway holds a link to. */
    final Set<String> links = new HashSet<>();

    private final Map<String, Long> straying = new HashMap<>();
    final Set<String> answered = new HashSet<>();
    private final Set<String> underWay = new HashSet<>();
    private final SimulatedHome home;
    private final SimulatedBus bus;
    private final Map<String, Claim> kept = new HashMap<>();
    private final Map<String, Claim> unsent = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int node;
    private int life;
    private boolean stopped;
    private boolean dead = true;
    Arbiter arbiter;
    SharedCommands commands;

    SimulatedGateway(String id, SimulatedHome home, int node) {
        this.id = id;
        this.home = home;
        this.bus = home.bus;
        this.node = node;
        start();
    }

    // Its fate

    void start() {
        if (!dead) {
            return;
        }
        dead = false;
        stopped = false;
        life++;
        arbiter = new Arbiter(id, id + "-" + bus.random.nextInt(1_000_000), TIMING, this, bus.now());
        commands = new SharedCommands(arbiter, this);
        bus.connect(this, node);
        int mine = life;
        tick(mine);
        hearThings(mine);
    }

    /** Ends at once, as if the power was cut. */
    void kill() {
        dead = true;
        life++;
        acting.clear();
        links.clear();
        answered.clear();
        underWay.clear();
        home.failed(id);
        kept.clear();
        unsent.clear();
        waiting.clear();
        bus.disconnect(this);
        bus.after(Duration.ofMillis(100), () -> home.away(id, this));
    }

    void cutOff() {
        home.failed(id);
        bus.disconnect(this);
        bus.after(Duration.ofSeconds(1), () -> home.away(id, this));
    }

    void comeBack() {
        if (!dead && !bus.isConnected(this)) {
            bus.connect(this, node);
            kept.forEach((thing, claim) -> bus.publish(this, thing, claim, true, false));
            unsent.forEach((thing, claim) -> bus.publish(this, thing, claim, true, false));
            unsent.clear();
        }
    }

    /** Stands still; its broker cuts it off when it has been silent for too long. */
    void stop() {
        stopped = true;
        home.failed(id);
        int mine = life;
        bus.after(Duration.ofSeconds(TIMING.keepAliveSeconds() * 3L / 2), () -> {
            if (stopped && mine == life) {
                waiting.clear();
                cutOff();
            }
        });
    }

    void goOn() {
        if (stopped) {
            stopped = false;
            List<Runnable> all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(Runnable::run);
            comeBack();
        }
    }

    boolean isAlive() {
        return !dead && !stopped && bus.isConnected(this);
    }

    boolean acts(String thing) {
        return !dead && !stopped && acting.contains(thing) && arbiter.owns(thing, bus.now());
    }

    /** Says whether it has held a link for too long to a thing that it does not have. */
    boolean clings(String thing) {
        if (dead || stopped || acts(thing) || !links.contains(thing)) {
            straying.remove(thing);
            return false;
        }
        return bus.now() - straying.computeIfAbsent(thing, t -> bus.now())
                > LONGEST_END.plusSeconds(1).toNanos();
    }

    // Its life

    private void tick(int mine) {
        if (mine != life) {
            return;
        }
        bus.after(Duration.ofNanos(TIMING.tickNanos()).plusMillis(bus.random.nextInt(50)), () -> tick(mine));
        if (!stopped) {
            arbiter.tick(bus.now());
            commands.tick(bus.now());
            commands.changed().forEach(arbiter::tellDone);
            home.check();
        }
    }

    private void hearThings(int mine) {
        if (mine != life) {
            return;
        }
        bus.after(Duration.ofMillis(800 + bus.random.nextInt(700)), () -> hearThings(mine));
        if (!stopped) {
            connect();
            hears.forEach((thing, rssi) -> {
                if (!home.isSilent(thing)) {
                    arbiter.heard(thing, rssi + (int) (bus.random.nextGaussian() * 3), true, bus.now());
                }
                if (links.contains(thing)) {
                    arbiter.linked(thing, bus.now());
                }
            });
        }
    }

    /** Connects to what may be connected to and is free; what is out of range is lost. */
    private void connect() {
        links.retainAll(hears.keySet());
        hears.keySet().stream()
                .filter(thing -> home.isLinkable(thing) && acts(thing) && !home.isConnected(thing))
                .forEach(links::add);
    }

    private void disconnect(String thing, Duration slowest) {
        int mine = life;
        bus.after(Duration.ofMillis(bus.random.nextInt((int) slowest.toMillis())), () -> {
            if (mine == life && !acting.contains(thing)) {
                links.remove(thing);
            }
        });
    }

    @Override
    public void hear(String topic, Object payload) {
        if (stopped) {
            waiting.add(() -> hear(topic, payload));
        } else if (payload instanceof Claim claim) {
            arbiter.onClaim(topic, claim, bus.now());
        } else if (payload instanceof Heartbeat beat) {
            arbiter.onHeartbeat(beat, bus.now());
        } else if (payload instanceof Report report) {
            arbiter.onReport(report, bus.now());
        } else if (topic.equals("response")) {
            answered.add((String) payload);
            commands.onResponse((String) payload);
        } else if (topic.equals("away")) {
            arbiter.onAway((String) payload);
        } else if (payload instanceof SharedCommand command) {
            long time = command.deadline() - command.arrived();
            commands.onCommand(
                    new SharedCommand(
                            command.key(),
                            command.thing(),
                            command.message(),
                            command.responseTopic(),
                            bus.now(),
                            bus.now() + time),
                    bus.now());
        }
        home.check();
    }

    // What it does

    @Override
    public void claim(String thing, Claim claim) {
        kept.put(thing, claim);
        bus.publish(this, thing, claim, true, false);
    }

    @Override
    public void pass(String thing, Claim claim) {
        kept.remove(thing);
        assertThat(links).as("what is given away by " + id).doesNotContain(thing);
        if (bus.isConnected(this)) {
            bus.publish(this, thing, claim, true, false);
        } else {
            unsent.put(thing, claim);
        }
    }

    @Override
    public void forget(String thing) {
        kept.remove(thing);
    }

    @Override
    public void beat(Heartbeat beat) {
        bus.publish(this, "beat", beat, false, false);
    }

    @Override
    public void report(Report report) {
        bus.publish(this, "report", report, false, true);
    }

    @Override
    public void gained(String thing) {
        acting.add(thing);
        home.check();
        commands.gained(thing, bus.now());
    }

    @Override
    public void hears(String thing) {}

    @Override
    public void lost(String thing) {
        acting.remove(thing);
        disconnect(thing, Duration.ofMillis(200));
    }

    @Override
    public void released(String thing) {
        acting.remove(thing);
        disconnect(thing, LONGEST_END);
    }

    @Override
    public boolean isLinked(String thing) {
        return links.contains(thing);
    }

    @Override
    public void said(String thing, Claim.Said said) {}

    @Override
    public Claim.Said said(String thing) {
        return new Claim.Said("name-of-" + thing, ThingOptions.NONE, Claim.Removal.NONE);
    }

    @Override
    public boolean isBusy(String thing) {
        return commands.isBusy(thing);
    }

    @Override
    public List<String> done(String thing) {
        return commands.done(thing);
    }

    @Override
    public void carryOut(SharedCommand command, long now) {
        String key = String.valueOf(command.key());
        if (!answered.contains(key)) {
            if (!underWay.add(key)) {
                return; // as the response desk does
            }
            home.carriedOut(key, id);
        }
        int mine = life;
        bus.after(Duration.ofMillis(bus.random.nextInt(2000)), () -> {
            if (mine == life) {
                answer(key, "ok");
            }
        });
    }

    private void answer(String key, String what) {
        answered.add(key);
        home.answered(key, id + ": " + what);
        bus.publish(this, "response", key, false, false);
    }

    @Override
    public void unreachable(SharedCommand command) {
        answer(String.valueOf(command.key()), "unreachable");
    }

    @Override
    public void unknownOutcome(SharedCommand command) {
        answer(String.valueOf(command.key()), "unknown_outcome");
    }

    @Override
    public boolean isAnswered(SharedCommand command) {
        return answered.contains(String.valueOf(command.key()));
    }

    @Override
    public void dropped(SharedCommand command) {
        throw new AssertionError("no room for " + command);
    }
}
