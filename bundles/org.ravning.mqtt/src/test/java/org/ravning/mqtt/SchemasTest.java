// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the schemas admit what they should and nothing else; {@link TestClient} holds all that is published to them. */
class SchemasTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            bridge-state | {"state":"online"}
            thing-state  | {"temperature":21.4,"window":null,"rssi":-62,"last_seen":"2026-11-21T02:48:30.312Z"}
            thing-event  | {"event_type":"press","property":"button","time":"2026-11-21T02:49:00Z"}
            thing-set    | {"brightness":120}
            thing-set    | {"transaction":"c1-42","deadline_ms":8000,"values":{"brightness":120}}
            thing-get    | ["temperature"]
            thing-get    | {"transaction":7}
            gatt-value   | {"value":"4a","decoded":{"battery_level":74},"text":"74 %","time":"2026-11-21T02:49:00.120Z"}
            """)
    void payload_isAdmitted(String schema, String payload) {
        assertThat(Schemas.check(schema, payload)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
            bridge-state | {"state":"away"}
            bridge-state | {"state":"online","more":1}
            thing-state  | {"temperature":{"value":21}}
            thing-state  | {"last_seen":"yesterday"}
            thing-event  | {"event_type":"press"}
            thing-set    | {}
            thing-set    | {"transaction":"c1-42"}
            thing-set    | {"transaction":true,"values":{"brightness":120}}
            thing-get    | "temperature"
            gatt-value   | {"value":"4","time":"2026-11-21T02:49:00Z"}
            response     | {"transaction":"t","status":"ok"}
            response     | {"transaction":"t","status":"error","attempts":0,"adapter":null,"queued_ms":0,"connect_ms":0,"gatt_ms":0}
            advertisement | {"device":"C2:5A:10:00:00:08"}
            """)
    void payload_isRefused(String schema, String payload) {
        assertThat(Schemas.check(schema, payload)).isNotEmpty();
    }

    @Test
    void topics_findTheirSchema() {
        assertThat(Schemas.problems("ravning/bridge/state", "{\"state\":\"x\"}"))
                .hasSize(1);
        assertThat(Schemas.problems("ravning/bridge/response/scan", "{}")).isNotEmpty();
        assertThat(Schemas.problems("ravning/lamp", "{\"on\":[]}")).isNotEmpty();
        assertThat(Schemas.problems("ravning/lamp/set", "nonsense")).isEmpty();
    }

    @Test
    void everySchema_isNamedInTheDocs() throws IOException {
        String docs = Files.readString(Path.of("../../docs/mqtt.md"));
        try (Stream<Path> files = Files.list(Path.of("../../docs/schema"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();

            assertThat(names)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(docs).contains(name));
        }
    }
}
