// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

class HomieCommandsTest extends HomieRig {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        4 | main/on         | true          | on         | true
        4 | main/on         | false         | on         | false
        4 | main/brightness | 50            | brightness | 50
        4 | main/effect     | calm; or so   | effect_    | calm, or so
        4 | main/colour     | 255,128,0     | colour     | #ff8000
        4 | main/note       | 12            | note       | 12
        4 | main/identify   | true          | identify   | true
        5 | main/colour     | rgb,0,1.6,255 | colour     | #0002ff
        5 | main/half       | 1.5e1         | half       | 15
        5 | main/clock      | 2026-11-21T05:30:00 | clock | 2026-11-21T05:30:00
        """)
    void set_isACommandOfTheThing(String homie, String property, String payload, String name, String value)
            throws Exception {
        start(homie, LAMP);
        tellAll();
        awaitReady(homie, "ravning-c47c8d6a1023");

        client.send(base(homie) + "ravning-c47c8d6a1023/" + property + "/set", payload);

        Await.until("the command", () -> !rig.things.commands.isEmpty());
        Command command = rig.things.commands.get(0);
        assertThat(command.set().get(name).toString()).isEqualTo(value);
        assertThat(client.await("ravning/lamp/response").payload()).contains("\"status\":\"ok\"");
        if (homie.equals("5")) {
            client.awaitPayload("homie/5/ravning-c47c8d6a1023/" + property + "/$target", payload);
        }
    }

    @Test
    void emptyText_isANullCharacterInHomie5() throws Exception {
        start("5", LAMP);
        rig.things.state(LAMP, Map.of("note", Value.of("")));

        client.awaitPayload("homie/5/ravning-c47c8d6a1023/main/note", "\u0000");
        client.send("homie/5/ravning-c47c8d6a1023/main/note/set", "\u0000");
        Await.until("the command", () -> !rig.things.commands.isEmpty());
        assertThat(rig.things.commands.get(0).set()).containsEntry("note", Value.of(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        main/on/set         | on        | invalid_value
        main/brightness/set | 101       | invalid_value
        main/brightness/set | NaN       | invalid_value
        main/effect/set     | storm     | invalid_value
        main/colour/set     | 256,0,0   | invalid_value
        diagnostic/rssi/set | 5         | unknown_property
        """)
    void badPayload_isAnsweredWithItsError_andNotCarriedOut(String property, String payload, String code)
            throws Exception {
        start("4", LAMP);
        client.await(LAMP_4 + "$state");

        client.send(LAMP_4 + property, payload);

        assertThat(client.await("ravning/lamp/response").payload()).contains("\"code\":\"" + code + "\"");
        assertThat(rig.things.commands).isEmpty();
    }

    @Test
    void hostilePayloads_areAnswered_andCostNothing() throws Exception {
        start("4", LAMP);
        client.await(LAMP_4 + "$state");

        client.send(LAMP_4 + "main/on/set", new byte[] {(byte) 0xff, (byte) 0xfe}, false);
        assertThat(client.await("ravning/lamp/response").payload()).contains("not UTF-8");
        client.send(LAMP_4 + "main/note/set", "x".repeat(70_000));
        assertThat(client.await("ravning/lamp/response", 2).payload()).contains("70000 bytes");
        client.send(LAMP_4 + "main/on/set", "true".getBytes(StandardCharsets.UTF_8), true);
        client.send(LAMP_4 + "nothing/at-all/set", "true");
        client.send("homie/another-device/main/on/set", "true");
        client.send(LAMP_4 + "main/on/set", "true");

        Await.until("one command", () -> rig.things.commands.size() >= 2);
        assertThat(rig.things.commands).hasSize(2);
        client.send(LAMP_4 + "main/on/set", new byte[0], true);
    }

    @Test
    void retainedSet_isRefused() throws Exception {
        client.send(LAMP_4 + "main/on/set", "true".getBytes(StandardCharsets.UTF_8), true);
        client.awaitPayload(LAMP_4 + "main/on/set", "true");
        rig = Rig.create("url", broker.uri().toString(), "homie", "4");
        rig.things.add(LAMP);
        rig.bridge.setThings(rig.things);
        rig.bridge.start();

        assertThat(client.await("ravning/lamp/response").payload()).contains("\"code\":\"retained\"");
        assertThat(rig.things.commands).isEmpty();
    }
}
