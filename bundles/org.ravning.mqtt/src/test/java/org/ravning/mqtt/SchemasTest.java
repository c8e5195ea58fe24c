// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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
            thing-state  | {"temperature":21.4,"quality":{"temperature":"assumed"}}
            bridge-waiting | [{"id":"c47c8d6a1022","device":"C4:7C:8D:6A:10:22","profile":"bthome","model":"BTHome","reason":"key_wrong","key":"wrong","advice":"x","since":"2026-11-21T02:49:00Z"}]
            thing-event  | {"event_type":"press","property":"button","time":"2026-11-21T02:49:00Z"}
            thing-set    | {"brightness":120}
            thing-set    | {"transaction":"c1-42","deadline_ms":8000,"values":{"brightness":120}}
            thing-get    | ["temperature"]
            thing-get    | {"transaction":7}
            bridge-request#scan | {"seconds":5,"min_rssi":-80}
            bridge-request#pair | {"device":"c25a10000005","passkey":"012345"}
            bridge-request#session | {"device":"lamp","steps":[{"step":"pair","pin":123456},{"step":"write","service":"1815","characteristic":"2a56","value":"01"},{"step":"wait","service":"1815","characteristic":"2a56","match":"01??ff*"},{"step":"disconnect"}]}
            bridge-request#options | {"thing":"kitchen","minimum_seconds":5,"dead_band":{"temperature":0.2},"optimistic":null}
            bridge-request#health | {}
            gatt-request#set | {"value":"01ff","mode":"with_response"}
            gatt-request#subscribe | {"transaction":7,"enable":true}
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
            thing-state  | {"quality":{"temperature":"bad"}}
            bridge-waiting | [{"id":"c47c8d6a1022"}]
            thing-event  | {"event_type":"press"}
            thing-set    | {}
            thing-set    | {"transaction":"c1-42"}
            thing-set    | {"transaction":true,"values":{"brightness":120}}
            thing-get    | "temperature"
            gatt-value   | {"value":"4","time":"2026-11-21T02:49:00Z"}
            bridge-request#scan | {"seconds":0}
            bridge-request#pair | {"passkey":123456}
            bridge-request#pair | {"device":"lamp","passkey":1000000}
            bridge-request#pair | {"device":"lamp","passkey":1,"pin":1}
            bridge-request#session | {"device":"lamp","steps":[]}
            bridge-request#session | {"device":"lamp","steps":[{"step":"fly"}]}
            bridge-request#health | {"verbose":true}
            gatt-request#set | {"value":"1"}
            gatt-request#subscribe | {"enable":"yes"}
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
    void everyVerb_hasASchema() throws IOException {
        String docs = Files.readString(Path.of("../../docs/mqtt.md"));
        String table = docs.substring(docs.indexOf("| verb | fields |"));
        List<String> verbs = Pattern.compile("(?m)^\\| `([a-z-]+)` ")
                .matcher(table.substring(0, table.indexOf("\n\n")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(verbs)
                .hasSizeGreaterThan(14)
                .allSatisfy(verb -> assertThat(Schemas.check("bridge-request#" + verb, "{\"warp\":1}"))
                        .isNotEmpty());
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
