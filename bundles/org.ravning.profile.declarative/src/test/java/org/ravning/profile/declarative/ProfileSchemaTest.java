// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema for editors says what the language says. */
class ProfileSchemaTest {
    private static final String ACME = """
            profile: acme
            match: {service_data: ffa1, length: 3}
            fields:
              temperature: {at: 0, type: s16, scale: 0.01}
              battery: {at: 2}
            """;

    private final JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Objects.requireNonNull(ProfileSchemaTest.class.getResourceAsStream("/profile.schema.json")));

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedFile_validated_fits(String file) throws IOException {
        assertThat(validate(read("shipped/" + file))).isEmpty();
    }

    @Test
    void smallProfile_validated_fits() {
        assertThat(validate(ACME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "profile: acme => title: acme",
                "profile: acme => profile: Acme!",
                "length: 3 => lenght: 3",
                "type: s16 => type: s65",
                "at: 2 => at: two",
                "at: 2 => at: 2, category: main",
                "battery: => Battery:",
                "fields: => field:",
                "fields: => gatt: {connect: maybe}\\nfields:",
                "fields: => checksum: {method: md5, over: [bytes 0..1]}\\nfields:",
                "fields: => decrypt: {method: aes-ccm}\\nfields:",
                "fields: => tags: {}\\nfields:",
            })
    void mistake_validated_isFound(String right, String wrong) {
        assertThat(ACME).contains(right);
        assertThat(validate(ACME.replace(right, wrong.replace("\\n", "\n")))).isNotEmpty();
    }

    static Stream<String> shipped() throws IOException {
        return Stream.of(read("shipped/index.txt").split("\\s+"));
    }

    private Set<ValidationMessage> validate(String yaml) {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode tree = new ObjectMapper().valueToTree(withTextKeys(content));
        return schema.validate(tree);
    }

    private static Object withTextKeys(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> texts = new LinkedHashMap<>();
            map.forEach((key, content) -> texts.put(String.valueOf(key), withTextKeys(content)));
            return texts;
        }
        return value instanceof List<?> list
                ? list.stream().map(ProfileSchemaTest::withTextKeys).toList()
                : value;
    }

    private static String read(String name) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(ProfileSchemaTest.class.getResourceAsStream(name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
