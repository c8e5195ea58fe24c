// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ravning.backend.sim.signal.BthomeObject;
import org.ravning.backend.sim.signal.NumberFormat;
import org.ravning.backend.sim.signal.RuuviFrame;

/** What docs/simulator.md promises. */
class ManualTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final String manual;

    ManualTest() throws IOException {
        manual = Files.readString(Path.of("../../docs/simulator.md"));
    }

    @TestFactory
    Stream<DynamicTest> examples_areValid() {
        List<MatchResult> examples = EXAMPLE.matcher(manual).results().toList();
        assertThat(examples).hasSizeGreaterThan(4);
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        "example at character " + example.start(),
                        () -> assertThat(AirFile.parse(example.group(1), "docs/simulator.md")
                                        .adapters())
                                .isNotEmpty()));
    }

    @Test
    void everyNameInTheLanguage_isInTheManual() {
        Stream<String> names = Stream.of(
                        Stream.of(BthomeObject.values()).map(BthomeObject::text),
                        Stream.of(RuuviFrame.Field.values()).map(RuuviFrame.Field::text),
                        Stream.of(NumberFormat.values()).map(NumberFormat::text))
                .flatMap(stream -> stream);

        assertThat(names).allMatch(name -> manual.contains("`" + name + "`"));
    }
}
