// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;
import org.ravning.testkit.Await;

/** Transactions over a restart of the gateway. */
class RememberedCommandsTest {
    private static final Property BOLT = new Property(
            "bolt",
            "Bolt",
            new PropertyType.NumberType(BigDecimal.ZERO, BigDecimal.ONE, null),
            null,
            Set.of(Access.SETTABLE),
            null,
            Category.PRIMARY);
    private static final Thing LOCK = FakeThings.thing("C4:7C:8D:6A:10:22", "lock", BOLT);
    private static final String SET = "ravning/lock/set";
    private static final String RESPONSE = "ravning/lock/response";
    private static final String OPEN = "{\"transaction\":\"open\",\"values\":{\"bolt\":0}}";

    private static TestBroker broker;

    @TempDir
    private Path folder;

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
        startGateway();
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        client.close();
    }

    private void startGateway() {
        rig = Rig.remembering(journal(), broker.uri());
        rig.things.add(LOCK);
        Await.until("connection", () -> rig.bridge.health().summary().startsWith("connected"));
    }

    private Path journal() {
        return folder.resolve("commands.jsonl");
    }

    @Test
    void sameTransactionAfterRestart_returnsStoredResponse_doesNotWriteTwice() throws Exception {
        client.send(SET, OPEN);
        TestClient.Heard first = client.await(RESPONSE);
        rig.close();

        startGateway();
        client.send(SET, OPEN);

        assertThat(client.await(RESPONSE, 2).payload()).isEqualTo(first.payload());
        assertThat(rig.things.commands).isEmpty();
    }

    @Test
    void commandUnderWayAtTheEnd_isAnsweredAtTheNextStart_unknownOutcome_doesNotWriteTwice() throws Exception {
        rig.things.answer = command -> new CompletableFuture<>();
        client.send(SET, OPEN);
        Await.until("command", () -> rig.things.commands.size() == 1);
        rig.close();

        startGateway();

        JsonObject response = client.await(RESPONSE).json();
        assertThat(response.get("transaction").getAsString()).isEqualTo("open");
        assertThat(response.getAsJsonObject("error").get("code").getAsString()).isEqualTo("unknown_outcome");
        client.send(SET, OPEN);
        assertThat(client.await(RESPONSE, 2).json()).isEqualTo(response);
        assertThat(rig.things.commands).isEmpty();
    }

    @Test
    void tornAndStrangeLines_areLeftOut_theOthersHold() throws Exception {
        client.send(SET, OPEN);
        TestClient.Heard first = client.await(RESPONSE);
        rig.close();
        byte[] rubbish =
                "\u0000\n{\"topic\":1}\n[]\nnull\n{\"topic\":\"a\",\"transaction\":\"b\",\"at\":\"now\"}\n{\"topic\":\"ra"
                        .getBytes(StandardCharsets.UTF_8);
        Files.write(journal(), rubbish, StandardOpenOption.APPEND);
        Files.write(journal(), new byte[] {(byte) 0xC3}, StandardOpenOption.APPEND);

        startGateway();
        client.send(SET, OPEN);

        assertThat(client.await(RESPONSE, 2).payload()).isEqualTo(first.payload());
        assertThat(rig.things.commands).isEmpty();
    }

    @Test
    void fileThatCannotBeWritten_doesNotKeepCommandsFromBeingCarriedOut() throws Exception {
        rig.close();
        Files.deleteIfExists(journal());
        Files.createDirectory(journal());
        Files.createFile(journal().resolve("in the way"));

        startGateway();
        client.send(SET, OPEN);

        assertThat(client.await(RESPONSE).json().get("status").getAsString()).isEqualTo("ok");
    }
}
