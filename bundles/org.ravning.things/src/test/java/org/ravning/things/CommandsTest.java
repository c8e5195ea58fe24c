// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattException;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.CommandResult.Status;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Value;
import org.ravning.things.setting.ThingSettings;

class CommandsTest {
    private static final AdvertisingData ADVERTISING = AdvertisingData.builder()
            .serviceUuid(BleUuid.of(FakePeripheral.SERVICE))
            .build();
    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final CharacteristicProperty[] READ_WRITE = {
        CharacteristicProperty.READ, CharacteristicProperty.WRITE
    };

    private final FakePeripheral lamp = new FakePeripheral();
    private House house = new House(ThingSettings.DEFAULT.withCommandQueue(3), lamp);

    @AfterEach
    void close() {
        house.close();
        house.time.runDue();
        assertThat(lamp.isConnected()).as("a link was left").isFalse();
    }

    private Characteristic level(ConnectionPolicy policy) {
        Characteristic level = lamp.add(FakeGatt.LEVEL, "07", READ_WRITE);
        house.registry.add(FakeGatt.level(policy));
        house.hear(House.DEVICE, ADVERTISING);
        house.pass(Duration.ofSeconds(20));
        lamp.log.clear();
        return level;
    }

    private Characteristic onDemand() {
        return level(new ConnectionPolicy.OnDemand());
    }

    private CompletableFuture<CommandResult> submit(Map<String, Value> set, Set<String> get) {
        return house.registry
                .submit(new Command("lamp-000001", set, get, DEADLINE))
                .toCompletableFuture();
    }

    private CommandResult now(Map<String, Value> set, Set<String> get) {
        CompletableFuture<CommandResult> result = submit(set, get);
        house.time.runDue();
        assertThat(result).isDone();
        return result.join();
    }

    private static Map<String, Value> level(int number) {
        return Map.of("level", Value.of(number));
    }

    private static Code code(CommandResult result) {
        CommandResult.Failure failure = result.error();
        return failure == null ? Code.FAILED : failure.code();
    }

    private static String message(CommandResult result) {
        CommandResult.Failure failure = result.error();
        return failure == null ? "" : failure.message();
    }

    @Test
    void set_connects_writes_readsBack_publishes_andLetsGo() {
        Characteristic level = onDemand();
        News news = house.listener();
        news.take();

        CommandResult result = now(level(9), Set.of());

        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.values()).isEqualTo(level(9));
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.adapter()).isEqualTo(House.ADAPTER);
        assertThat(lamp.log.subList(0, 4)).containsExactly("connect", "read fa01", "write fa01 09", "read fa01");
        assertThat(lamp.value(level)).isEqualTo("09");
        assertThat(news.take()).contains("state level=9");
        assertThat(lamp.isConnected()).isTrue();
        house.pass(Duration.ofSeconds(11));
        assertThat(lamp.isConnected()).isFalse();
        assertThat(house.counter("commands_ok")).isEqualTo(1);
    }

    @Test
    void secondSetWhileTheLinkLingers_usesTheSameLink() {
        onDemand();
        now(level(9), Set.of());
        house.pass(Duration.ofSeconds(6));
        now(level(10), Set.of());
        house.pass(Duration.ofSeconds(6));
        assertThat(lamp.isConnected()).isTrue();
        assertThat(lamp.count("connect")).isEqualTo(1);
    }

    @Test
    void deviceThatMakesSomethingElseOfAValue_isQuoted() {
        Characteristic level = onDemand();
        lamp.afterWrite(() -> lamp.value(level, "64"));
        CommandResult result = now(level(150), Set.of());
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.values()).isEqualTo(level(100));
    }

    @Test
    void get_readsFromTheDevice() {
        Characteristic level = onDemand();
        lamp.value(level, "2a");
        CommandResult result = now(Map.of(), Set.of("level"));
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.values()).isEqualTo(level(42));
        assertThat(now(Map.of(), Set.of()).values()).isEqualTo(level(42));
    }

    @Test
    void getOfWhatIsOnlyBroadcast_isAnsweredFromTheAir() {
        house.registry.add(new FakeBroadcast("generic", 0, "Sensor"));
        house.hear(House.DEVICE, "01150232");
        Command command = new Command("sensor-000001", Map.of(), Set.of("humidity"), DEADLINE);
        CommandResult result =
                house.registry.submit(command).toCompletableFuture().join();
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.values()).isEqualTo(Map.of("humidity", Value.of(50)));
        assertThat(result.attempts()).isZero();
        assertThat(result.adapter()).isNull();
    }

    @Test
    void commandsThatCannotBe_areRefusedWithAReason() {
        onDemand();
        house.registry.add(new FakeBroadcast("generic", 0, "Sensor"));
        house.hear(House.device(5), "0115");

        CommandResult unknown = house.registry
                .submit(new Command("nobody\n", Map.of(), Set.of(), DEADLINE))
                .toCompletableFuture()
                .join();
        assertThat(code(unknown)).isEqualTo(Code.UNKNOWN_DEVICE);
        assertThat(message(unknown)).isEqualTo("there is no thing \"nobody\"");
        CommandResult noProperty = now(Map.of("colour", Value.of(1)), Set.of());
        assertThat(code(noProperty)).isEqualTo(Code.UNKNOWN_PROPERTY);
        assertThat(message(noProperty)).isEqualTo("lamp-000001 has no property \"colour\"; it has level");
        assertThat(code(now(Map.of(), Set.of("colour")))).isEqualTo(Code.UNKNOWN_PROPERTY);
        CommandResult tooMuch = now(level(201), Set.of());
        assertThat(code(tooMuch)).isEqualTo(Code.INVALID_VALUE);
        assertThat(message(tooMuch)).isEqualTo("level: the greatest value is 200");
        assertThat(code(now(Map.of("level", Value.of("bright")), Set.of()))).isEqualTo(Code.INVALID_VALUE);
        CommandResult fixed = house.registry
                .submit(new Command("sensor-000005", Map.of("temperature", Value.of(1)), Set.of(), DEADLINE))
                .toCompletableFuture()
                .join();
        assertThat(code(fixed)).isEqualTo(Code.NOT_WRITABLE);
        assertThat(lamp.log).isEmpty();
        assertThat(house.counter("commands_error")).isEqualTo(6);
    }

    @Test
    void valuesThatShareAByte_doNotTouchEachOther() {
        Characteristic pair = lamp.add(FakeGatt.PAIR, "00", READ_WRITE);
        house.registry.add(FakeGatt.pair(new ConnectionPolicy.KeepConnected()));
        house.hear(House.DEVICE, ADVERTISING);
        lamp.value(pair, "53");
        Command one = new Command("pair-000001", Map.of("half_1", Value.of(4)), Set.of(), DEADLINE);
        house.registry.submit(one);
        house.time.runDue();
        assertThat(lamp.value(pair))
                .as("what someone else set in between is kept")
                .isEqualTo("54");

        Map<String, Value> both = new LinkedHashMap<>();
        both.put("half_1", Value.of(1));
        both.put("half_2", Value.of(2));
        var result = house.registry.submit(new Command("pair-000001", both, Set.of(), DEADLINE));
        house.time.runDue();
        assertThat(lamp.value(pair)).isEqualTo("21");
        assertThat(result.toCompletableFuture().join().values()).isEqualTo(both);
    }

    @Test
    void attError_isToldWithItsCode() {
        onDemand();
        now(level(9), Set.of());
        lamp.fail(GattException.att(FakePeripheral.operation("write fa01"), 0x0E, null));
        CommandResult result = now(level(10), Set.of());
        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.error())
                .isEqualTo(new CommandResult.Failure(
                        Code.ATT_ERROR, "write fa01 failed: ATT error 0x0e unlikely error", 0x0E));
        lamp.fail(GattException.att(FakePeripheral.operation("write fa01"), 0x0F, null));
        assertThat(code(now(level(11), Set.of()))).isEqualTo(Code.PAIRING_REQUIRED);
    }

    @Test
    void linkLostAfterTheWriteWentOut_isAnUnknownOutcome_andIsNotRepeated() {
        onDemand();
        now(level(9), Set.of());
        lamp.log.clear();
        lamp.fail(FakePeripheral.lost(true));
        CommandResult result = now(level(10), Set.of());
        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(code(result)).isEqualTo(Code.UNKNOWN_OUTCOME);
        assertThat(lamp.count("write fa01 0a")).isEqualTo(1);
    }

    @Test
    void linkLostBeforeTheWriteWentOut_isTriedAgain() {
        Characteristic level = onDemand();
        now(level(9), Set.of());
        lamp.fail(FakePeripheral.lost(false));
        CommandResult result = now(level(10), Set.of());
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(lamp.value(level)).isEqualTo("0a");
    }

    @Test
    void writeThatTimesOutAfterItWasSent_isATimeoutOfUnknownOutcome() {
        onDemand();
        now(level(9), Set.of());
        lamp.fail(new BleTimeoutException(FakePeripheral.operation("write"), DEADLINE, true, "no answer", null));
        CommandResult result = now(level(10), Set.of());
        assertThat(result.status()).isEqualTo(Status.TIMEOUT);
        assertThat(code(result)).isEqualTo(Code.UNKNOWN_OUTCOME);
    }

    @Test
    void connectionThatIsNotEstablished_isTriedAgain_withinTheDeadline() {
        onDemand();
        for (int i = 0; i < 2; i++) {
            lamp.fail(new BleConnectException(
                    FakePeripheral.operation("connect"), BleConnectException.Reason.ABORTED, "aborted", null));
        }
        CommandResult result = now(level(10), Set.of());
        assertThat(result.status()).isEqualTo(Status.OK);
        assertThat(result.attempts()).isEqualTo(3);
        assertThat(lamp.timeouts).allMatch(t -> t.compareTo(Duration.ofSeconds(30)) <= 0);
    }

    @Test
    void deviceThatIsNotThere_isUnreachable() {
        onDemand();
        lamp.fail(new BleConnectException(
                FakePeripheral.operation("connect"), BleConnectException.Reason.NOT_FOUND, "not heard", null));
        CommandResult result = now(level(10), Set.of());
        assertThat(code(result)).isEqualTo(Code.UNREACHABLE);
        assertThat(message(result)).isEqualTo("not heard");
    }

    @Test
    void tooManyCommands_areBusy_andRunInOrder() {
        Characteristic level = onDemand();
        List<CompletableFuture<CommandResult>> results = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            results.add(submit(Map.of(), Set.of("level")));
        }
        house.time.runDue();
        assertThat(results.stream().map(r -> r.join().status()))
                .containsExactly(Status.OK, Status.OK, Status.OK, Status.BUSY, Status.BUSY);
        assertThat(lamp.value(level)).isEqualTo("07");
    }

    @Test
    void laterSetOfTheSameProperty_takesThePlaceOfOneThatWaits() {
        onDemand();
        var first = submit(level(1), Set.of());
        var get = submit(Map.of(), Set.of("level"));
        var second = submit(level(2), Set.of());
        house.time.runDue();
        assertThat(first.join().status()).isEqualTo(Status.SUPERSEDED);
        assertThat(get.join().status()).isEqualTo(Status.OK);
        assertThat(second.join().status()).isEqualTo(Status.OK);
        assertThat(lamp.count("write fa01 01")).isZero();
    }

    @Test
    void deadlineThatPassesWhileACommandWaits_leavesTheDeviceAlone() {
        onDemand();
        List<CompletableFuture<CommandResult>> late = new ArrayList<>();
        lamp.beforeWrite(() -> {
            if (late.isEmpty()) {
                late.add(submit(level(3), Set.of()));
                house.time.advance(Duration.ofSeconds(9));
            }
        });
        var first = submit(level(1), Set.of());
        house.time.runDue();
        house.time.runDue();
        assertThat(first.join().status())
                .as("it was set, only not read back in time")
                .isEqualTo(Status.OK);
        assertThat(late.get(0).join().status()).isEqualTo(Status.EXPIRED);
        assertThat(late.get(0).join().queued()).isEqualTo(DEADLINE);
        assertThat(lamp.count("write fa01 03")).isZero();
    }

    @Test
    void profileThatLeaves_endsTheCommandsThatWait() {
        lamp.add(FakeGatt.LEVEL, "07", READ_WRITE);
        FakeGatt profile = FakeGatt.level(new ConnectionPolicy.OnDemand());
        house.registry.add(profile);
        house.hear(House.DEVICE, ADVERTISING);
        var waiting = submit(level(1), Set.of());
        house.registry.remove(profile);
        house.time.runDue();
        assertThat(code(waiting.join())).isEqualTo(Code.SHUTTING_DOWN);
        assertThat(lamp.count("write fa01 01")).isZero();
    }

    @Test
    void commandBeforeTheFirstConnect_isCheckedOnceThePropertiesAreKnown() {
        lamp.add(FakeGatt.LEVEL, "07", READ_WRITE);
        lamp.refuse(true);
        house.registry.add(FakeGatt.level(new ConnectionPolicy.KeepConnected()));
        house.hear(House.DEVICE, ADVERTISING);
        lamp.refuse(false);
        assertThat(code(now(Map.of("colour", Value.of(1)), Set.of()))).isEqualTo(Code.UNKNOWN_PROPERTY);
        assertThat(now(level(3), Set.of()).status()).isEqualTo(Status.OK);
    }
}
