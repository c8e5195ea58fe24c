// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.AdapterState;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.Capability;
import org.ravning.backend.bluez.script.Answer;
import org.ravning.backend.bluez.script.ScriptedBluez;
import org.ravning.spi.Radio;
import org.ravning.testkit.Await;

class BluezSupervisorTest extends BluezRig {
    @Test
    void bluetoothdIsThere_radiosAndStatusAreTold() {
        Radio radio = start();

        recorder.await("status ok");
        assertThat(radio.id()).hasToString("bluez/hci0");
        assertThat(radio.label()).isEqualTo("box");
        assertThat(radio.address()).hasToString("00:AA:01:00:00:00");
        assertThat(radio.state()).isEqualTo(AdapterState.POWERED_ON);
        assertThat(radio.capabilities()).contains(Capability.CENTRAL, Capability.ACTIVE_SCAN);
        assertThat(recorder.statuses.get(recorder.statuses.size() - 1).message())
                .contains("one adapter");
    }

    @Test
    void adapterComesAndGoes_radioIsAddedAndRemoved() {
        start();

        String hci1 = bluez.addAdapter("hci1");
        recorder.await("added bluez/hci1 POWERED_ON");
        bluez.remove(hci1);

        recorder.await("removed bluez/hci1 ADAPTER_GONE GONE");
        assertThat(recorder.radios).hasSize(1);
    }

    @Test
    void adapterIsSwitchedOff_radioChanges() {
        start();

        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", false));

        recorder.await("changed bluez/hci0 POWERED_OFF");
    }

    @Test
    void radioIsRestarted_adapterIsSwitchedOffAndOn() throws Exception {
        Radio radio = start();
        List<Object> set = new CopyOnWriteArrayList<>();
        bluez.on("Set", call -> {
            Object value = call.values()[2];
            Object plain = value instanceof Variant<?> variant ? variant.getValue() : value;
            set.add(call.values()[1] + "=" + plain);
            bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", plain));
            return Answer.DONE;
        });

        Await.result(radio.restart());

        assertThat(set).containsExactly("Powered=false", "Powered=true");
        Await.until("the adapter", () -> radio.state() == AdapterState.POWERED_ON);
    }

    @Test
    void bluetoothdRefusesToSwitch_restartFails() throws InterruptedException {
        Radio radio = start();
        bluez.on("Set", call -> Answer.error("Blocked", "blocked through rfkill"));

        assertThat(Await.failure(radio.restart())).hasMessageContaining("restart (bluez/hci0)");
    }

    @Test
    void bluetoothdRestarts_radiosLeaveAndReturn() {
        start();

        bluez.close();
        recorder.await("removed bluez/hci0 ADAPTER_GONE GONE");
        assertThat(recorder.awaitStatus(Reason.NO_SERVICE).hint()).contains("systemctl start bluetooth");

        bluez = new ScriptedBluez(bus.address());
        bluez.addAdapter("hci0");

        recorder.await(2, "added bluez/hci0 POWERED_ON");
    }

    @Test
    void bluetoothdRestartsManyTimes_noThreadAndNoSignalIsDoubled() {
        start();
        int threads = threads().size();

        for (int i = 2; i <= 11; i++) {
            bluez.close();
            recorder.await(i - 1, "removed bluez/hci0 ADAPTER_GONE GONE");
            bluez = new ScriptedBluez(bus.address());
            hci0 = bluez.addAdapter("hci0");
            recorder.await(i, "added bluez/hci0 POWERED_ON");
        }
        bluez.change(hci0, ScriptedBluez.ADAPTER, Map.of("Powered", false));
        recorder.await("changed bluez/hci0 POWERED_OFF");

        assertThat(threads()).hasSizeLessThanOrEqualTo(threads + 1);
        assertThat(backend.health().counters()).containsEntry("bluetoothd_lost", 10L);
    }

    @Test
    void bluetoothdDiesBetweenCallAndAnswer_callEnds() throws InterruptedException {
        Radio radio = start();
        bluez.on("SetDiscoveryFilter", call -> Answer.SILENCE);

        CompletionStage<Void> scan = radio.startScan(ACTIVE, recorder);
        Await.until("the call", () -> bluez.count("SetDiscoveryFilter") == 1);
        bluez.close();

        assertThat(Await.failure(scan))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ADAPTER_GONE));
    }

    @Test
    void busIsLost_radiosLeaveAndReturnWithIt() throws IOException {
        start();

        bus.stop();
        recorder.await("removed bluez/hci0 ADAPTER_GONE GONE");
        recorder.awaitStatus(Reason.NO_SERVICE);
        bluez.close();

        bus.restart();
        bluez = new ScriptedBluez(bus.address());
        bluez.addAdapter("hci0");

        recorder.await(2, "added bluez/hci0 POWERED_ON");
    }

    @Test
    void busIsAbsent_statusSaysWhere(@TempDir Path folder) {
        backend = new BluezBackend(new BluezSettings("unix:path=" + folder.resolve("none"), QUICK));
        backend.start(recorder);

        BackendStatus status = recorder.awaitStatus(Reason.NO_SERVICE);
        assertThat(status.message())
                .startsWith("no D-Bus bus at ")
                .contains(folder.resolve("none").toString())
                .doesNotContain("\n");
        assertThat(status.hint()).startsWith("is dbus-daemon running?");
    }

    @Test
    void bluetoothdDeniesAccess_statusNamesGroupAndPolicy() {
        bluez.on("GetManagedObjects", call -> Answer.busError("AccessDenied", "Rejected send message"));
        backend.start(recorder);

        BackendStatus status = recorder.awaitStatus(Reason.NOT_AUTHORIZED);
        assertThat(status.hint()).contains("group \"bluetooth\"").contains("/etc/dbus-1/system.d");
    }

    @Test
    void busRejectsUs_statusIsNotAuthorized() throws Exception {
        assertThat(statusOfBusThatSays("REJECTED EXTERNAL\r\n", Reason.NOT_AUTHORIZED)
                        .message())
                .contains("refuses us");
    }

    @Test
    void busAcceptsAndSaysNothing_isToldAsSlow_notAsMissing() throws Exception {
        BackendStatus status = statusOfBusThatSays("", Reason.NO_SERVICE);

        assertThat(status.message()).endsWith("does not answer within 1 s").doesNotContain("no D-Bus bus");
        assertThat(status.hint()).startsWith("it is there, and slow").doesNotContain("running");
    }

    private BackendStatus statusOfBusThatSays(String words, Reason reason) throws Exception {
        Path folder = Files.createTempDirectory("rav");
        Path socket = folder.resolve("bus");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread thread = new Thread(() -> answerAll(server, words), "odd-bus");
            thread.start();
            backend = new BluezBackend(new BluezSettings("unix:path=" + socket, QUICK));
            backend.start(recorder);

            BackendStatus status = recorder.awaitStatus(reason);
            backend.stop();
            server.close();
            thread.join(5_000);
            return status;
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        }
    }

    private static void answerAll(ServerSocketChannel server, String words) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (true) {
            try (SocketChannel client = server.accept()) {
                while (client.read(buffer.clear()) >= 0) {
                    client.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII)));
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                assertThat(server.isOpen()).isTrue(); // only the client has gone
            }
        }
    }

    @Test
    void objectsAreOfWrongType_statusSaysSoAndTheNextAnswerHeals() {
        bluez.on("GetManagedObjects", call -> Answer.of("s", "nonsense"));
        backend.start(recorder);
        recorder.awaitStatus(Reason.FAILED);

        bluez.on("GetManagedObjects", call -> Answer.of("a{oa{sa{sv}}}", Map.of()));

        recorder.await("status ok");
    }

    @Test
    void adapterWithWrongTypes_isThereAndOff() {
        bluez.add("/org/bluez/hci1", ScriptedBluez.ADAPTER, Map.of("Powered", "yes", "Alias", 7, "Address", "?"));
        backend.start(recorder);

        recorder.await("added bluez/hci1 POWERED_OFF");
    }

    @Test
    void startedAndStoppedAgainAndAgain_nothingIsLeft() throws InterruptedException, ExecutionException {
        for (int i = 1; i <= 5; i++) {
            backend.start(recorder);
            recorder.await(i, "added bluez/hci0 POWERED_ON");
            backend.stop();
            recorder.radios.clear();
        }

        Await.until("threads end: " + threads(), () -> threads().isEmpty());
    }
}
