// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;

@Timeout(60)
class BleCommandsTest {
    private static final String STRAP = "C2:5A:10:00:00:05";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Ravning ravning;
    private BleCommands commands;

    @BeforeEach
    void openTheSimulatedAir() throws Exception {
        ravning = Ravning.open(new RavningOptions(Set.of("sim"), Map.of()));
        ravning.adapters().awaitReady(Duration.ofSeconds(10));
        commands = commandsOf(ravning);
    }

    @AfterEach
    void close() {
        ravning.close();
    }

    @Test
    void adapters_listsThemAndWhatTheBackendsSay() {
        commands.adapters();
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).startsWith("sim/sim0  02:00:00:00:00:01  powered_on  Simulated adapter");
        assertThat(lines().get(1)).startsWith("sim: ");
    }

    @Test
    void scan_listsDevicesOnceEach_byAddress() {
        commands.scan(1);
        assertThat(lines()).isNotEmpty().last().asString().matches("\\d+ devices in 1 s");
        assertThat(lines())
                .filteredOn(line -> line.startsWith(STRAP))
                .singleElement()
                .asString()
                .contains("dBm  Heart strap");
        assertThat(lines().subList(0, lines().size() - 1)).isSorted();
    }

    @Test
    void connect_listsTheServices() {
        commands.connect(STRAP);
        assertThat(lines().get(0)).matches("#\\d+  180d  Heart Rate");
        assertThat(lines()).anyMatch(line -> line.matches("  #\\d+  2a37  .*NOTIFY.*"));
    }

    @Test
    void read_printsHexAndMeaning() {
        commands.read(STRAP, "2a29");
        assertThat(lines()).containsExactly("5261766e696e67  Ravning");
    }

    @Test
    void mistakes_areOneLineEach() {
        commands.read(STRAP, "2a00");
        commands.read(STRAP, "nonsense");
        commands.connect("\u001b[2Jnonsense");
        assertThat(lines()).hasSize(3).allMatch(line -> line.startsWith("error: "));
        assertThat(lines().get(0)).contains("no characteristic 2a00");
        assertThat(lines().get(1)).contains("not a UUID");
        assertThat(lines().get(2)).contains("not a device").doesNotContain("\u001b");
    }

    @Test
    void scan_withoutAdapter_isAnErrorAndNothingElse() {
        try (Ravning none = Ravning.open(new RavningOptions(Set.of(), Map.of()))) {
            commandsOf(none).scan(1);
        }
        assertThat(lines()).singleElement().asString().startsWith("error: no Bluetooth");
    }

    @Test
    void status_tellsEachPartAndItsCounters() {
        commands.bindHealth(new HealthSource() {
            @Override
            public String name() {
                return "mqtt";
            }

            @Override
            public Health health() {
                return new Health(Health.Level.WARN, "connecting", Map.of("dropped", 3L));
            }
        });
        commands.status();
        assertThat(lines()).containsExactly("mqtt       WARN  connecting", "             dropped 3");
    }

    private BleCommands commandsOf(Ravning opened) {
        return new BleCommands(
                opened.adapters(),
                opened.scanner(),
                opened.central(),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }
}
