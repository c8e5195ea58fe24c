// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.Await;

/**
 * Three gateways as processes on one Mosquitto, whose clocks are a minute apart: one is killed, one cut off, one stopped, one
 * ended. With {@code -Dravning.test.lease=20} the lease is the default one.
 */
@Timeout(300)
class ManyGatewaysIT {
    private static final int LEASE = Integer.getInteger("ravning.test.lease", 8);
    private static final String SENSOR = "ravning/bthome-sensor-000001";
    private static final String PLUG = "ravning/switch-000006";
    private static final String STATE = "ravning/bridge/gateways/attic/state";
    private static final Pattern LINKS = Pattern.compile("\"links\":(\\d+)");
    private static final Pattern SEEN = Pattern.compile("\"last_seen\":\"([^\"]+)\"");

    @TempDir
    Path folder;

    private final List<Member> members = new ArrayList<>();
    private Broker broker;
    private HomeWatch home;
    private Member attic;
    private int requests;

    @BeforeEach
    void startHome() throws Exception {
        assumeTrue(Broker.program().isPresent(), "there is no Mosquitto (Debian: mosquitto)");
        assumeTrue(OtherClock.library().isPresent(), "there is no libfaketime (Debian: faketime)");
        broker = Broker.start(folder);
        home = new HomeWatch(broker.port());
        attic = member("attic", -45, Duration.ZERO);
        home.until(
                "attic has both",
                () -> home.speaker(SENSOR).equals("attic") && home.speaker(PLUG).equals("attic"));
        member("cellar", -64, Duration.ofMinutes(1));
        member("shed", -72, Duration.ofMinutes(-1));
        String all = "\"heard_by\":{\"attic\":-45,\"cellar\":-64,\"shed\":-72}";
        home.until("all hear the sensor", () -> home.newest(SENSOR).contains(all));
        home.until("all hear the plug", () -> home.newest(PLUG).contains(all));
        home.until("the plug is connected", () -> home.newest(PLUG).contains("\"switch_1\":"));
    }

    @AfterEach
    void endHome() throws Exception {
        for (Member member : members) {
            member.close();
        }
        if (home != null) {
            home.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private Member member(String id, int rssi, Duration ahead) throws Exception {
        Member member = Member.start(folder, broker.port(), id, LEASE, rssi, ahead);
        members.add(member);
        return member;
    }

    /** Returns how many links a gateway holds. */
    private int links(String gateway) throws Exception {
        String transaction = "links-" + ++requests;
        long now = System.nanoTime();
        home.send(
                "ravning/bridge/request/health",
                "{\"transaction\":\"" + transaction + "\",\"gateway\":\"" + gateway + "\"}");
        Matcher links = LINKS.matcher(
                home.first("ravning/bridge/response/health", transaction, now).payload());
        assertThat(links.find()).isTrue();
        return Integer.parseInt(links.group(1));
    }

    /** Returns the answer to a command for the plug. */
    private String command(String transaction, boolean on, int deadlineSeconds) throws Exception {
        long now = System.nanoTime();
        home.send(
                PLUG + "/set",
                "{\"transaction\":\"" + transaction + "\",\"deadline_ms\":" + deadlineSeconds * 1000
                        + ",\"values\":{\"switch_1\":" + on + "}}");
        return home.first(PLUG + "/response", "\"" + transaction + "\"", now).payload();
    }

    private void assertAnsweredOnce(String transaction) {
        assertThat(home.all(PLUG + "/response"))
                .filteredOn(answer -> answer.payload().contains("\"" + transaction + "\""))
                .hasSize(1);
    }

    private static double seconds(long from, HomeWatch.Heard until) {
        return (until.nanos() - from) / 1e9;
    }

    private static void report(String what, Map<String, Double> times) {
        StringBuilder line = new StringBuilder(what).append(':');
        times.forEach((name, seconds) -> line.append(String.format(Locale.ROOT, " %s %.1f s,", name, seconds)));
        System.out.println(line + " of a lease of " + LEASE + " s");
    }

    /** Waits until both things are with another gateway, and measures how long that took. */
    private Map<String, Double> awaitOthers(long from) {
        Map<String, Double> times = new LinkedHashMap<>();
        HomeWatch.Heard sensor = home.first(SENSOR, "\"gateway\":\"cellar\"", from);
        home.until(
                "the plug is connected to by cellar",
                () -> home.since(PLUG, from).stream().anyMatch(ManyGatewaysIT::isOfCellarWithAValue));
        HomeWatch.Heard plug = home.since(PLUG, from).stream()
                .filter(ManyGatewaysIT::isOfCellarWithAValue)
                .findFirst()
                .orElseThrow();
        times.put("sensor", seconds(from, sensor));
        times.put("plug, connected", seconds(from, plug));
        return times;
    }

    private static boolean isOfCellarWithAValue(HomeWatch.Heard state) {
        return state.gateway().equals("cellar") && state.payload().matches(".*\"switch_1\":(true|false).*");
    }

    /** Nobody but cellar has published states of the sensor and the plug since its first one. */
    private void assertCellarAlone(long from) {
        for (String topic : List.of(SENSOR, PLUG)) {
            List<String> speakers = home.since(topic, from).stream()
                    .map(HomeWatch.Heard::gateway)
                    .dropWhile(speaker -> !speaker.equals("cellar"))
                    .toList();
            assertThat(speakers).as(topic).isNotEmpty().containsOnly("cellar");
        }
    }

    @Test
    void steady_oneSpeaks_hasTheLink_andAnswersOnce() throws Exception {
        long from = System.nanoTime();
        home.until("twenty states", () -> home.since(SENSOR, from).size() >= 20);

        assertThat(home.since(SENSOR, from)).allMatch(state -> state.gateway().equals("attic"));
        assertThat(home.since(PLUG, from)).allMatch(state -> state.gateway().equals("attic"));
        assertThat(links("attic")).isEqualTo(1);
        assertThat(links("cellar")).isZero();
        assertThat(links("shed")).isZero();
        assertThat(command("on", true, 10)).contains("\"status\":\"ok\"");
        assertThat(command("off", false, 10)).contains("\"status\":\"ok\"");
        home.until("it is off", () -> home.newest(PLUG).contains("\"switch_1\":false"));
        assertAnsweredOnce("on");
        assertAnsweredOnce("off");
    }

    @Test
    void ownerThatIsKilled_isFollowedWithinTheLease() throws Exception {
        long from = System.nanoTime();
        attic.process.signal("KILL");
        String atOnce = command("at-once", true, LEASE + 10);
        Map<String, Double> times = awaitOthers(from);

        report("killed", times);
        assertThat(times.get("sensor")).isLessThan(LEASE);
        assertThat(times.get("plug, connected")).isLessThan(LEASE);
        assertThat(atOnce).containsAnyOf("\"status\":\"ok\"", "unknown_outcome");
        assertAnsweredOnce("at-once");
        assertThat(command("after", true, 10)).contains("\"status\":\"ok\"");
        assertCellarAlone(from);
        assertThat(links("cellar")).isEqualTo(1);
        assertThat(links("shed")).isZero();
        assertThat(clockOfCellarIsAheadBy()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(70));
    }

    private Duration clockOfCellarIsAheadBy() {
        Matcher seen = SEEN.matcher(home.newest(SENSOR));
        assertThat(seen.find()).isTrue();
        return Duration.between(Instant.now(), Instant.parse(seen.group(1)));
    }

    @Test
    void ownerThatIsCutOff_stopsBeforeOthersBegin_andIsNoSecondOwnerAfterwards() throws Exception {
        long from = System.nanoTime();
        attic.way.freeze();
        Map<String, Double> times = new LinkedHashMap<>();
        Await.until("attic stops by itself", Await.slow(Duration.ofSeconds(60)), this::atticHasStopped);
        times.put("stopped by itself", (System.nanoTime() - from) / 1e9);
        times.putAll(awaitOthers(from));

        report("cut off", times);
        assertThat(times.get("stopped by itself")).isLessThan(times.get("sensor"));
        assertThat(times.get("sensor")).isLessThan(LEASE);
        // Before that the broker would take what waits on the way, from before attic stopped.
        times.clear();
        times.put("given up by the broker", seconds(from, home.first(STATE, "offline", from)));
        report("cut off", times);
        attic.way.thaw();
        assertComesBackQuietly(from);
    }

    private boolean atticHasStopped() {
        try {
            return attic.process.err().contains("attic does not hear itself");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void ownerThatStandsStill_isFollowed_andIsNoSecondOwnerAfterwards() throws Exception {
        long from = System.nanoTime();
        attic.process.signal("STOP");
        Map<String, Double> times = awaitOthers(from);
        attic.process.signal("CONT");

        report("stood still", times);
        assertThat(times.get("sensor")).isLessThan(LEASE);
        assertComesBackQuietly(from);
    }

    /** The gateway that was away takes part again, and leaves the things where they are. */
    private void assertComesBackQuietly(long from) throws Exception {
        long back = System.nanoTime();
        home.first("ravning/bridge/gateways/attic/heartbeat", "\"ready\":true", back);
        home.until("attic hears the sensor", () -> home.newest(SENSOR).contains("\"attic\":-45"));
        long quiet = System.nanoTime();
        home.until("states for a while", () -> home.since(SENSOR, quiet).size() >= 3 * LEASE);

        assertCellarAlone(from);
        assertThat(links("attic")).isZero();
        assertThat(links("cellar")).isEqualTo(1);
        assertThat(command("back", true, 10)).contains("\"status\":\"ok\"");
        assertAnsweredOnce("back");
    }

    @Test
    void ownerThatEndsInOrder_isFollowedAtOnce() throws Exception {
        long from = System.nanoTime();
        attic.process.signal("TERM");
        Map<String, Double> times = awaitOthers(from);

        report("ended in order", times);
        assertThat(times.get("sensor")).isLessThan(LEASE / 2.0);
        assertCellarAlone(from);
        assertThat(command("after", true, 10)).contains("\"status\":\"ok\"");
    }
}
