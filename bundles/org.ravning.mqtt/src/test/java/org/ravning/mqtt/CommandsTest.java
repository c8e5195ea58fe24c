// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

class CommandsTest {
    private static final Property BRIGHTNESS = new Property(
            "brightness",
            "Brightness",
            new PropertyType.NumberType(BigDecimal.ZERO, BigDecimal.valueOf(254), null),
            null,
            Set.of(Access.PUBLISHED, Access.SETTABLE),
            null,
            Category.PRIMARY);
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    private static final Thing LAMP = FakeThings.thing("C4:7C:8D:6A:10:22", "lamp", BRIGHTNESS, TEMPERATURE);
    private static final String SET = "ravning/lamp/set";
    private static final String GET = "ravning/lamp/get";
    private static final String RESPONSE = "ravning/lamp/response";

    private static TestBroker broker;
    private TestClient client;
    private Rig rig;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        client = new TestClient(broker.uri());
        rig = Rig.start(broker.uri(), "homeAssistant", false);
        rig.things.add(LAMP);
        Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        client.close();
    }

    @Test
    void bareSet_isCarriedOut_transactionIsMadeUp() throws Exception {
        client.send(SET, "{\"brightness\":120}");

        JsonObject response = client.await(RESPONSE).json();

        Command command = rig.things.commands.get(0);
        assertThat(command.set()).isEqualTo(Map.of("brightness", Value.of(120)));
        assertThat(command.deadline()).isEqualTo(Duration.ofSeconds(30));
        assertThat(response.get("transaction").getAsString()).isNotBlank();
        assertThat(response.get("status").getAsString()).isEqualTo("ok");
        assertThat(response.getAsJsonObject("result").get("brightness").getAsInt())
                .isEqualTo(120);
        assertThat(response.get("attempts").getAsInt()).isEqualTo(1);
        assertThat(response.get("adapter").getAsString()).isEqualTo("sim/sim0");
        assertThat(response.get("connect_ms").getAsInt()).isEqualTo(20);
        assertThat(client.all(RESPONSE)).noneMatch(TestClient.Heard::retained);
    }

    @Test
    void envelope_carriesTransactionAndDeadline() throws Exception {
        client.send(SET, "{\"transaction\":\"c1-42\",\"deadline_ms\":8000,\"values\":{\"brightness\":1.5}}");

        JsonObject response = client.await(RESPONSE).json();

        assertThat(response.get("transaction").getAsString()).isEqualTo("c1-42");
        assertThat(rig.things.commands.get(0).deadline()).isEqualTo(Duration.ofSeconds(8));
        assertThat(rig.things.commands.get(0).set()).containsEntry("brightness", Value.of(new BigDecimal("1.5")));
    }

    @Test
    void thingId_isAnAddressToo() throws Exception {
        client.send("ravning/c47c8d6a1022/set", "{\"brightness\":1}");

        assertThat(client.await("ravning/c47c8d6a1022/response")
                        .json()
                        .get("status")
                        .getAsString())
                .isEqualTo("ok");
    }

    @Test
    void sameTransactionAgain_returnsStoredResponse_doesNotWriteTwice() throws Exception {
        String envelope = "{\"transaction\":7,\"values\":{\"brightness\":1}}";
        client.send(SET, envelope);
        TestClient.Heard first = client.await(RESPONSE);

        client.send(SET, envelope);

        assertThat(client.await(RESPONSE, 2).payload()).isEqualTo(first.payload());
        assertThat(first.json().get("transaction").getAsInt()).isEqualTo(7);
        assertThat(rig.things.commands).hasSize(1);
    }

    @Test
    void sameTransactionWhileRunning_isAnsweredOnceItIsDone() throws Exception {
        CompletableFuture<CommandResult> pending = new CompletableFuture<>();
        rig.things.answer = command -> pending;
        String envelope = "{\"transaction\":\"t\",\"values\":{\"brightness\":1}}";
        client.send(SET, envelope);
        client.send(SET, envelope);
        client.send(SET, "{\"nonsense\":1}");
        client.await(RESPONSE); // the third has been answered, so the second was looked at

        pending.complete(FakeThings.ok(Map.of()));

        Await.until(
                "an answer",
                () -> client.all(RESPONSE).stream()
                        .anyMatch(heard -> heard.payload().contains("\"transaction\":\"t\",\"status\":\"ok\"")));
        assertThat(rig.things.commands).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"volume\":1} | unknown_property | lamp has no property \"volume\"",
                "{\"temperature\":1} | not_writable | temperature cannot be set",
                "{\"brightness\":\"loud\"} | invalid_value | brightness: a number is expected",
                "{\"brightness\":255} | invalid_value | brightness: the greatest value is 254",
                "{\"brightness\":null} | invalid_payload | brightness: a number, true, false or a text is expected",
                "ON | invalid_payload | payload is not JSON: malformed at line 1 column 1",
                "{} | invalid_payload | expected an object such as {\"brightness\":120}",
                "{\"values\":{\"brightness\":1},\"dead\":1} | invalid_payload | "
                        + "unknown field \"dead\"; known are transaction, deadline_ms, values",
                "{\"brightness\":1,\"brightness\":2} | invalid_payload | a key stands twice",
                "{\"deadline_ms\":0,\"values\":{\"brightness\":1}} | invalid_payload | "
                        + "deadline_ms is a number, 1 to 600000",
            })
    void badCommand_isRefused_withCodeAndOneLine(String payload, String code, String message) throws Exception {
        client.send(SET, payload);

        JsonObject response = client.await(RESPONSE).json();

        assertThat(response.get("status").getAsString()).isEqualTo("error");
        assertThat(response.getAsJsonObject("error").get("code").getAsString()).isEqualTo(code);
        assertThat(response.getAsJsonObject("error").get("message").getAsString())
                .isEqualTo(message);
        assertThat(rig.things.commands).isEmpty();
    }

    @Test
    void propertyThatOnlyALinkWillTell_isLeftToTheRegistry() throws Exception {
        rig.things.complete = false;

        client.send(SET, "{\"transaction\":\"first\",\"values\":{\"volume\":1}}");

        assertThat(client.await(RESPONSE).json().get("status").getAsString()).isEqualTo("ok");
        assertThat(rig.things.commands).extracting(Command::set).containsExactly(Map.of("volume", Value.of(1)));
    }

    @Test
    void notUtf8_tooDeep_tooLarge_areRefused() throws Exception {
        client.send(SET, new byte[] {'{', (byte) 0xC3, '}'}, false);
        client.send(SET, "[".repeat(17) + "]".repeat(17));
        client.send(SET, "{\"brightness\":" + " ".repeat(70_000) + "1}");

        client.await(RESPONSE, 3);

        assertThat(client.all(RESPONSE))
                .extracting(heard ->
                        heard.json().getAsJsonObject("error").get("message").getAsString())
                .containsExactly(
                        "payload is not UTF-8",
                        "JSON is nested deeper than 16",
                        "payload of 70016 bytes; at most 65536");
    }

    @Test
    void unknownThing_isAnswered_onItsOwnTopic_notForever() throws Exception {
        client.send("ravning/toaster/set", "{\"transaction\":\"x\",\"values\":{\"on\":true}}");

        JsonObject response = client.await("ravning/toaster/response").json();

        assertThat(response.get("transaction").getAsString()).isEqualTo("x");
        assertThat(response.getAsJsonObject("error").get("code").getAsString()).isEqualTo("unknown_device");
        for (int i = 0; i < 60; i++) {
            client.send("ravning/toaster/set", "{\"on\":true}");
        }
        Await.until("silence", () -> rig.bridge.health().counters().get("unanswered") > 20);
    }

    @Test
    void retainedCommand_isRefused_withAnAnswer_andNotRemembered() throws Exception {
        rig.close();
        String command = "{\"transaction\":\"r\",\"values\":{\"brightness\":120}}";
        client.send(SET, command.getBytes(StandardCharsets.UTF_8), true);

        rig = Rig.start(broker.uri());
        rig.things.add(LAMP);

        JsonObject refused = client.await(RESPONSE).json();
        client.send(SET, new byte[0], true); // reaches the bridge too, as an empty command
        client.await(RESPONSE, 2);
        assertThat(refused.get("transaction").getAsString()).isEqualTo("r");
        assertThat(refused.getAsJsonObject("error").get("code").getAsString()).isEqualTo("retained");
        assertThat(rig.bridge.health().counters()).containsEntry("retained_commands", 1L);
        assertThat(rig.things.commands).isEmpty();
        client.send(SET, command);
        assertThat(client.await(RESPONSE, 3).json().get("status").getAsString()).isEqualTo("ok");
    }

    @Test
    void get_asksForAll_orForSome() throws Exception {
        rig.things.answer = command -> CompletableFuture.completedFuture(
                FakeThings.ok(Map.of("temperature", Value.of(new BigDecimal("21.50")))));
        client.send(GET, "");
        client.await(RESPONSE, 1);
        client.send(GET, "{\"temperature\":\"\"}");
        client.await(RESPONSE, 2);
        client.send(GET, "{\"transaction\":\"g\",\"values\":[\"temperature\"]}");

        TestClient.Heard response = client.await(RESPONSE, 3);

        assertThat(response.payload()).contains("\"result\":{\"temperature\":21.50}");
        assertThat(rig.things.commands)
                .extracting(Command::get)
                .isEqualTo(List.of(Set.of(), Set.of("temperature"), Set.of("temperature")));
    }

    @Test
    void failedCommand_tellsCodeMessageAndAttError() throws Exception {
        rig.things.answer = command -> CompletableFuture.completedFuture(new CommandResult(
                CommandResult.Status.ERROR,
                new CommandResult.Failure(CommandResult.Code.UNKNOWN_OUTCOME, "link lost", 14),
                Map.of(),
                1,
                null,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO));
        client.send(SET, "{\"brightness\":1}");

        assertThat(client.await(RESPONSE).payload())
                .contains("\"status\":\"error\",\"error\":{\"code\":\"unknown_outcome\","
                        + "\"message\":\"link lost\",\"att_error\":14}");
    }
}
