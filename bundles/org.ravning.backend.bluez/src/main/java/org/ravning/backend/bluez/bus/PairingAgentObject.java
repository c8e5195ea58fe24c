// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.jspecify.annotations.Nullable;

/**
 * Our agent as bluetoothd sees it. The library wants the answer as the return value, so one of its threads waits for the
 * person; {@link #end} frees it.
 */
final class PairingAgentObject implements Agent1 {
    private final String path;
    private final PairingDesk desk;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile int shown = -1;

    PairingAgentObject(String path, PairingDesk desk) {
        this.path = path;
        this.desk = desk;
    }

    /** Refuses what is asked still. */
    void end() {
        over.complete(true);
    }

    @Override
    public String getObjectPath() {
        return path;
    }

    @Override
    public void Release() {
        end();
    }

    @Override
    public String RequestPinCode(DBusPath device) {
        throw new AgentRefusal("classic devices are not paired here");
    }

    @Override
    public void DisplayPinCode(DBusPath device, String pin) {
        throw new AgentRefusal("classic devices are not paired here");
    }

    @Override
    public UInt32 RequestPasskey(DBusPath device) {
        requireConcerned(device);
        OptionalInt passkey = await(desk.enter());
        if (passkey == null || passkey.isEmpty()) {
            throw new AgentRefusal("no passkey was entered");
        }
        return new UInt32(passkey.getAsInt());
    }

    @Override
    public void DisplayPasskey(DBusPath device, UInt32 passkey, UInt16 entered) {
        requireConcerned(device);
        if (shown != passkey.intValue()) {
            shown = passkey.intValue();
            desk.display(shown);
        }
    }

    @Override
    public void RequestConfirmation(DBusPath device, UInt32 passkey) {
        requireConcerned(device);
        if (!Boolean.TRUE.equals(await(desk.confirm(passkey.intValue())))) {
            throw new AgentRefusal("the number was not confirmed");
        }
    }

    @Override
    public void RequestAuthorization(DBusPath device) {
        requireConcerned(device);
    }

    @Override
    public void AuthorizeService(DBusPath device, String uuid) {
        requireConcerned(device);
    }

    @Override
    public void Cancel() {
        end();
    }

    private void requireConcerned(DBusPath device) {
        if (over.isDone() || !desk.isConcerned(device.getPath())) {
            throw new AgentRefusal("this device is not being paired by this program");
        }
    }

    private <T> @Nullable T await(CompletionStage<T> answer) {
        try {
            CompletableFuture.anyOf(answer.toCompletableFuture(), over).join();
            return answer.toCompletableFuture().getNow(null);
        } catch (CompletionException e) {
            return null;
        }
    }
}
