// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.BleUuid;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.things.setting.ThingSettings;

/** Links that must end at once while something is under way, in real time. */
@ExtendWith(ThreadLeakCheck.class)
class EndingLinksTest {
    private static final ThingId SLOW = new ThingId("c25a10000001");
    private static final ThingId DEAF = new ThingId("c25a10000002");
    private static final String AIR = """
            devices:
              - address: C2:5A:10:00:00:01
                interval: 50ms
                advertise: {services: [fa00]}
                connection: {delay: 60s}
                gatt: [{uuid: fa00, characteristics: [{uuid: fa01, properties: [read], value: "07"}]}]
              - address: C2:5A:10:00:00:02
                interval: 50ms
                advertise: {services: [fa00]}
                gatt: [{uuid: fa00, characteristics: [{uuid: fa01, properties: [read, write], value: "07", write: {stall: true}}]}]
            """;

    @TempDir
    Path folder;

    @Test
    void cut_endsAnAttemptToConnect_andACommandThatIsNotAnswered() throws Exception {
        Path air = Files.writeString(folder.resolve("air.yaml"), AIR);
        Set<ThingId> ours = ConcurrentHashMap.newKeySet();
        ours.addAll(List.of(SLOW, DEAF));
        FakeGatt profile = new FakeGatt(
                "lamp",
                Match.service(BleUuid.of(FakePeripheral.SERVICE)),
                new ConnectionPolicy.KeepConnected(),
                FakeGatt.LEVEL,
                "level");
        try (Ravning ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of("sim.file", air.toString())));
                Things things = Things.open(
                        ble.scanner(), ble.central(), ble.adapters(), List.of(profile), ThingSettings.DEFAULT)) {
            ThingLinks links = things.links();
            ThingLinks.Restriction restriction = links.restrict(ours::contains);
            Await.until("an attempt", () -> links.of(SLOW) == ThingLinks.Link.UNDER_WAY);
            Await.until(
                    "a link",
                    () -> links.of(DEAF) == ThingLinks.Link.OPEN
                            && things.registry()
                                    .find(DEAF.value())
                                    .orElseThrow()
                                    .property("level")
                                    .isPresent());
            CompletionStage<CommandResult> stalled = things.registry()
                    .submit(new Command(DEAF.value(), Map.of("level", Value.of(9)), Set.of(), Duration.ofSeconds(60)));

            ours.clear();
            restriction.cut(SLOW);
            restriction.cut(DEAF);

            assertThat(Await.result(stalled).status()).isEqualTo(CommandResult.Status.ERROR);
            Await.until("no attempt", () -> links.of(SLOW) == ThingLinks.Link.NONE);
            Await.until("no link", () -> links.of(DEAF) == ThingLinks.Link.NONE);
            Await.until("none at all", () -> ble.adapters().all().get(0).connections() == 0);
        }
    }
}
