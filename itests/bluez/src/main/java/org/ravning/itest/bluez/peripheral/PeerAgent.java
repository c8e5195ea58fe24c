// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt32;
import org.jspecify.annotations.Nullable;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.BusCall;
import org.ravning.itest.bluez.bus.BusObject;
import org.ravning.itest.bluez.bus.Monitor;

/**
 * Who answers at the peripheral while it is being paired: bluetoothd's default agent. It agrees to everything unless told
 * otherwise. All methods may be used from any thread.
 */
public final class PeerAgent implements BusObject, AutoCloseable {
    private static final String PATH = "/org/ravning/itest/agent";
    private static final String MANAGER_PATH = "/org/bluez";
    private static final String MANAGER = "org.bluez.AgentManager1";

    /** What it does when it is asked. */
    private enum Mood {
        WILLING,
        UNWILLING,
        SILENT
    }

    private final Bus bus = Bus.system();
    private final Monitor monitor = new Monitor();
    private final List<String> asked = new ArrayList<>();
    private Mood mood = Mood.WILLING;
    private OptionalInt number = OptionalInt.empty();
    private OptionalInt entered = OptionalInt.empty();
    private @Nullable BusCall asking;

    private PeerAgent() throws IOException {}

    /** Becomes the default agent. The capability is one of bluetoothd's words, such as {@code DisplayOnly}. */
    public static PeerAgent open(String capability) throws IOException {
        PeerAgent agent = new PeerAgent();
        agent.bus.offer(PATH, agent);
        agent.tell("RegisterAgent", "os", new DBusPath(PATH), capability);
        agent.tell("RequestDefaultAgent", "o", new DBusPath(PATH));
        return agent;
    }

    /** Refuses from now on. */
    public void refuse() {
        monitor.change(() -> mood = Mood.UNWILLING);
    }

    /** Answers nothing from now on. */
    public void keepSilent() {
        monitor.change(() -> mood = Mood.SILENT);
    }

    /** Agrees again from now on. */
    public void agree() {
        monitor.change(() -> mood = Mood.WILLING);
    }

    /** Enters a passkey, when it is asked for one. */
    public void enter(int passkey) {
        monitor.change(() -> {
            entered = OptionalInt.of(passkey);
            answerPasskey();
        });
    }

    /** Waits until it has been asked something, and returns what it was asked so far. */
    public List<String> awaitAsked() {
        monitor.expect(PeripheralAttribute.PATIENCE, () -> !asked.isEmpty(), () -> "the peripheral was asked nothing");
        return asked();
    }

    /** Returns what it was asked, by the names of bluetoothd's methods. */
    public List<String> asked() {
        return monitor.read(() -> List.copyOf(asked));
    }

    /** Waits until it shows a number, to be compared or entered elsewhere, and returns it. */
    public int awaitNumber() {
        monitor.expect(
                PeripheralAttribute.PATIENCE,
                () -> number.isPresent(),
                () -> "the peripheral shows no number: " + asked);
        return monitor.read(() -> number.getAsInt());
    }

    @Override
    public void handle(BusCall call) {
        String method = call.method().substring(call.method().lastIndexOf('.') + 1);
        monitor.change(() -> {
            asked.add(method);
            if (method.equals("DisplayPasskey") || method.equals("RequestConfirmation")) {
                number = OptionalInt.of(((Number) call.arguments().get(1)).intValue());
            }
            switch (method) {
                case "RequestPasskey" -> {
                    asking = call;
                    answerPasskey();
                }
                case "RequestConfirmation", "RequestAuthorization", "AuthorizeService" -> answer(call);
                default -> call.reply();
            }
        });
    }

    private void answerPasskey() {
        BusCall open = asking;
        if (open != null && mood == Mood.UNWILLING) {
            answer(open);
            asking = null;
        } else if (open != null && mood == Mood.WILLING && entered.isPresent()) {
            open.reply("u", new UInt32(entered.getAsInt()));
            asking = null;
        }
    }

    private void answer(BusCall call) {
        if (mood == Mood.WILLING) {
            call.reply();
        } else if (mood == Mood.UNWILLING) {
            call.fail("org.bluez.Error.Rejected", "no");
        }
    }

    private void tell(String method, String signature, Object... arguments) throws IOException {
        bus.call(Bluez.NAME, MANAGER_PATH, MANAGER, method, signature, arguments);
    }

    @Override
    public void close() throws IOException {
        try {
            tell("UnregisterAgent", "o", new DBusPath(PATH));
        } finally {
            bus.close();
        }
    }
}
