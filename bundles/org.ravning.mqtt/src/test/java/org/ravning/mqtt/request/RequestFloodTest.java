// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;
import org.ravning.mqtt.command.Answers;
import org.ravning.mqtt.command.CommandJournal;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;

class RequestFloodTest {
    @Test
    void flood_isAnsweredForAWhile_thenCounted() {
        Clock still = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
        Answers answers = new Answers();
        Counters counters = new Counters();
        ResponseDesk desk = new ResponseDesk(answers, counters, still, CommandJournal.none());
        BridgeRequests requests = new BridgeRequests(
                        new Topics("ravning"), new StrictJson(1000, 8), Duration.ofSeconds(1), desk, counters, still)
                .with("ping", (request, deadline, ticket) -> ticket.answer(Outcome.done(new JsonObject())));

        Message ping = new Message("ravning/bridge/request/ping", Bytes.EMPTY, 1, false);
        for (int i = 0; i < 10_000; i++) {
            requests.handle("ping", ping);
        }

        assertThat(answers.sent).hasSize(100);
        assertThat(counters.get(Counter.UNANSWERED)).isEqualTo(9_900);
    }
}
