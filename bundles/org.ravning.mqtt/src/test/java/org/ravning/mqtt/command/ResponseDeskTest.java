// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.transport.Message;
import org.ravning.testkit.ManualTime;

class ResponseDeskTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Outcome DONE = Outcome.done(new JsonObject());

    @TempDir
    private Path folder;

    private final Answers answers = new Answers();
    private final Counters counters = new Counters();

    private ResponseDesk desk(Instant now) {
        return new ResponseDesk(
                answers, counters, Clock.fixed(now, ZoneOffset.UTC), CommandJournal.in(folder.resolve("journal")));
    }

    private static Optional<ResponseDesk.Ticket> open(ResponseDesk desk, int transaction) {
        return desk.open(new Addressee("t", null), Optional.of(new JsonPrimitive(transaction)));
    }

    @Test
    void manyCommands_leaveABoundedFile_andTheNewestAnswers() throws Exception {
        try (ResponseDesk desk = desk(NOON)) {
            for (int i = 0; i < 10_000; i++) {
                open(desk, i).orElseThrow().answer(DONE);
            }
        }

        assertThat(Files.readAllLines(folder.resolve("journal"))).hasSizeLessThan(3100);
        try (ResponseDesk desk = desk(NOON)) {
            assertThat(open(desk, 9_999)).isEmpty();
            assertThat(open(desk, 9_100)).isEmpty();
            assertThat(open(desk, 8_000)).isPresent();
        }
    }

    @Test
    void journalThatCannotBeWritten_isTold_andIsWholeWhenItCanAgain() throws Exception {
        Path data = folder.resolve("data");
        Path file = data.resolve("journal");
        ResponseDesk desk =
                new ResponseDesk(answers, counters, Clock.fixed(NOON, ZoneOffset.UTC), CommandJournal.in(file));
        open(desk, 1).orElseThrow().answer(DONE);
        desk.tend();
        assertThat(desk.trouble())
                .startsWith(file + " cannot be written (")
                .endsWith("): commands are not remembered over a restart");

        Files.createDirectory(data);
        desk.tend();
        open(desk, 2).orElseThrow().answer(DONE);

        assertThat(desk.trouble()).isEmpty();
        desk.close();
        try (ResponseDesk next =
                new ResponseDesk(answers, counters, Clock.fixed(NOON, ZoneOffset.UTC), CommandJournal.in(file))) {
            assertThat(open(next, 1)).isEmpty();
            assertThat(open(next, 2)).isEmpty();
        }
    }

    @Test
    void journalThatFillsItsDisk_isTold_andTriedAgainFromTimeToTime() throws Exception {
        ManualTime time = new ManualTime();
        Path data = Files.createDirectory(folder.resolve("data"));
        ResponseDesk desk =
                new ResponseDesk(answers, counters, time.clock(), CommandJournal.in(data.resolve("journal")));
        desk.tend(time.scheduler());
        Files.delete(data.resolve("journal"));
        Files.delete(data);
        for (int i = 0; i < 3000; i++) { // until it wants to write the file anew
            open(desk, i).orElseThrow().answer(DONE);
        }
        assertThat(desk.trouble()).isNotEmpty();

        time.advance(Duration.ofSeconds(30));
        assertThat(desk.trouble()).isNotEmpty();
        Files.createDirectory(data);
        time.advance(Duration.ofSeconds(30));

        assertThat(desk.trouble()).isEmpty();
        assertThat(Files.readAllLines(data.resolve("journal"))).hasSize(1000);
        desk.close();
    }

    @Test
    void longAnswers_areForgottenByTheirSize() {
        JsonObject large = new JsonObject();
        large.addProperty("value", "x".repeat(100_000));
        try (ResponseDesk desk = desk(NOON)) {
            for (int i = 0; i < 200; i++) {
                open(desk, i).orElseThrow().answer(Outcome.done(large));
            }
            assertThat(open(desk, 199)).isEmpty();
            assertThat(open(desk, 100)).isPresent();
        }
    }

    @Test
    void oldAnswers_areForgotten_overARestartToo() {
        try (ResponseDesk desk = desk(NOON)) {
            open(desk, 1).orElseThrow().answer(DONE);
        }
        try (ResponseDesk desk = desk(NOON.plus(Duration.ofMinutes(9)))) {
            assertThat(open(desk, 1)).isEmpty();
        }
        try (ResponseDesk desk = desk(NOON.plus(Duration.ofMinutes(11)))) {
            assertThat(open(desk, 1)).isPresent();
        }
    }

    @Test
    void tooManyUnderWay_areBusy_andMayBeSentAgain() {
        try (ResponseDesk desk = desk(NOON)) {
            List<ResponseDesk.Ticket> tickets = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                tickets.add(open(desk, i).orElseThrow());
            }

            assertThat(open(desk, 256)).isEmpty();

            assertThat(answers.sent).singleElement().asString().contains("\"status\":\"busy\"");
            tickets.get(0).answer(DONE);
            assertThat(open(desk, 256)).isPresent();
        }
    }

    @Test
    void sameNumberAndText_areTwoTransactions() {
        try (ResponseDesk desk = desk(NOON)) {
            desk.open(new Addressee("t", null), Optional.of(new JsonPrimitive(7)))
                    .orElseThrow()
                    .answer(DONE);

            assertThat(desk.open(new Addressee("t", null), Optional.of(new JsonPrimitive("7"))))
                    .isPresent();
            assertThat(desk.open(new Addressee("u", null), Optional.of(new JsonPrimitive(7))))
                    .isPresent();
            assertThat(desk.open(new Addressee("t", null), Optional.of(new JsonPrimitive(7))))
                    .isEmpty();
            assertThat(counters.get(Counter.REPEATED_COMMANDS)).isOne();
        }
    }

    @Test
    void sendersThatNameAResponseTopic_areAnsweredThere_eachOnce() {
        Message.Reply mine = new Message.Reply("mine", Bytes.ofInts(1));
        Message.Reply yours = new Message.Reply("yours", Bytes.ofInts(2));
        Optional<JsonPrimitive> same = Optional.of(new JsonPrimitive("x"));
        try (ResponseDesk desk = desk(NOON)) {
            ResponseDesk.Ticket ticket =
                    desk.open(new Addressee("t", mine), same).orElseThrow();
            assertThat(desk.open(new Addressee("t", yours), same)).isEmpty();
            assertThat(desk.open(new Addressee("t", new Message.Reply("wild/#", Bytes.EMPTY)), same))
                    .isEmpty();
            ticket.answer(DONE);
            assertThat(answers.sent.subList(1, answers.sent.size())).containsExactly("mine 01", "yours 02");

            answers.sent.clear();
            assertThat(desk.open(new Addressee("t", yours), same)).isEmpty();
            assertThat(answers.sent).hasSize(2).contains("yours 02");
        }
    }

    private static Outcome refused(String code) {
        return Outcome.refused("error", code, "not now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutting_down", "unknown_device", "busy"})
    void refusalThatPasses_isAnswered_andTheSameIsTriedAnew(String code) {
        try (ResponseDesk desk = desk(NOON)) {
            open(desk, 1).orElseThrow().answer(refused(code));
            assertThat(answers.sent).hasSize(1);

            assertThat(open(desk, 1)).isPresent().get().satisfies(ticket -> ticket.answer(refused(code)));
        }
        try (ResponseDesk desk = desk(NOON)) {
            assertThat(answers.sent).hasSize(2);
            open(desk, 1).orElseThrow().answer(DONE);
            assertThat(open(desk, 1)).isEmpty();
        }
        try (ResponseDesk desk = desk(NOON)) {
            assertThat(desk.knows("t", new JsonPrimitive(1))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "invalid_payload", "unknown_outcome", "unknown_property"})
    void refusalThatStays_isRemembered(String code) {
        try (ResponseDesk desk = desk(NOON)) {
            open(desk, 1).orElseThrow().answer(refused(code));

            assertThat(open(desk, 1)).isEmpty();
        }
    }

    @Test
    void commandThatWasTriedOnAir_isRemembered_thoughItsEndPasses() {
        Outcome.Failure failure = new Outcome.Failure("shutting_down", "the thing is no longer served", null);
        Outcome tried = new Outcome("error", failure, null, 1, null, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        try (ResponseDesk desk = desk(NOON)) {
            open(desk, 1).orElseThrow().answer(tried);
            assertThat(open(desk, 1)).isEmpty();
            desk.learn("t", new JsonPrimitive(2), Json.bytes(tried.response(new JsonPrimitive(2))));
            assertThat(open(desk, 2)).isEmpty();
        }
    }

    @Test
    void refusalThatPasses_ofAnotherGateway_isNotLearned() {
        try (ResponseDesk desk = desk(NOON)) {
            JsonPrimitive transaction = new JsonPrimitive(1);
            desk.learn("t", transaction, Json.bytes(refused("unknown_device").response(transaction)));

            assertThat(desk.knows("t", transaction)).isFalse();
        }
    }

    @Test
    void manyRefusalsThatPass_leaveABoundedFile() throws Exception {
        try (ResponseDesk desk = desk(NOON)) {
            for (int i = 0; i < 10_000; i++) {
                open(desk, i).orElseThrow().answer(refused("unknown_device"));
            }
        }
        assertThat(Files.readAllLines(folder.resolve("journal"))).hasSizeLessThan(3100);
    }
}
