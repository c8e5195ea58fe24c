// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AttError;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BlePairingException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.BleUuid;
import org.ravning.api.GattException;
import org.ravning.backend.bluez.BluezSettings.Timing;
import org.ravning.backend.bluez.bus.BusException;

/** What the errors of bluetoothd and of the bus mean. */
final class BluezErrors {
    static final String NOT_AUTHORIZED_HINT =
            "add the user to the group \"bluetooth\", or allow it to send to org.bluez in /etc/dbus-1/system.d";
    static final String BUS_HINT = "let the user of this process open that socket: by its group or policy; "
            + "in a container, as a user that the host knows by the same number";
    static final String START_HINT = "install bluez and start it: systemctl start bluetooth";

    private static final Pattern ATT_CODE = Pattern.compile("ATT error: 0x([0-9a-fA-F]{1,2})");

    /** The services of which bluetoothd keeps the characteristics for itself: GAP, GATT, battery, HID. */
    private static final Set<UUID> CLAIMED =
            Set.of(BleUuid.of(0x1800), BleUuid.of(0x1801), BleUuid.of(0x180F), BleUuid.of(0x1812));

    private BluezErrors() {}

    /** What went wrong with a scan. */
    static BleException scan(BleOperation operation, BusException error, Timing timing) {
        BleException common = common(operation, error, timing);
        return common != null ? common : failed(operation, error);
    }

    /** What went wrong with a connection attempt. */
    static BleException connect(BleOperation operation, BusException error, Timing timing) {
        if (error.isDBus("UnknownObject") || error.isDBus("UnknownMethod") || error.is("DoesNotExist")) {
            return connect(operation, BleConnectException.Reason.NOT_FOUND, "bluetoothd does not know it", error);
        }
        BleException common = common(operation, error, timing);
        return common != null ? common : connect(operation, connectReason(error), words(error), error);
    }

    static BleConnectException connect(
            BleOperation operation, BleConnectException.Reason reason, String why, @Nullable BusException error) {
        return new BleConnectException(operation, reason, operation + " failed: " + why, error);
    }

    /** What went wrong with a pairing. */
    static BleException pairing(BleOperation operation, BusException error, Timing timing) {
        BleException common = common(operation, error, timing);
        return common != null ? common : pairing(operation, pairingReason(error), words(error), error);
    }

    static BlePairingException pairing(
            BleOperation operation, BlePairingException.Reason reason, String why, @Nullable BusException error) {
        return new BlePairingException(operation, reason, operation + " failed: " + why, error);
    }

    private static BlePairingException.Reason pairingReason(BusException error) {
        return switch (error.name().substring(error.name().lastIndexOf('.') + 1)) {
            case "AuthenticationCanceled" -> BlePairingException.Reason.CANCELLED;
            case "AuthenticationRejected" -> BlePairingException.Reason.REJECTED;
            case "AuthenticationFailed" -> BlePairingException.Reason.AUTHENTICATION_FAILED;
            case "AuthenticationTimeout" -> BlePairingException.Reason.TIMED_OUT;
            case "InProgress" -> BlePairingException.Reason.IN_PROGRESS;
            default -> BlePairingException.Reason.FAILED;
        };
    }

    private static BleConnectException.Reason connectReason(BusException error) {
        String text = error.text().toLowerCase(Locale.ROOT);
        if (text.contains("concurrent-connection-limit") || text.contains("conn-limit")) {
            return BleConnectException.Reason.NO_SLOT;
        }
        if (text.contains("refused") || text.contains("rejected")) {
            return BleConnectException.Reason.REFUSED;
        }
        if (text.contains("gatt-browsing")) {
            return BleConnectException.Reason.DISCOVERY_FAILED;
        }
        boolean aborted = text.contains("abort")
                || text.contains("timeout")
                || text.contains("timed out")
                || text.contains("canceled")
                || text.contains("cancelled")
                || text.contains("host is down")
                || text.contains("function not implemented") // the kernel's word for "failed to be established" (0x3E)
                || text.contains("link-layer-protocol-error")
                || text.contains("connection-busy")
                || error.is("InProgress");
        return aborted ? BleConnectException.Reason.ABORTED : BleConnectException.Reason.FAILED;
    }

    /** What went wrong with a read, a write, or a subscription of an attribute of that service. */
    static BleException gatt(BleOperation operation, UUID service, BusException error, Timing timing) {
        int code = attCode(operation, error);
        if (code == AttError.INSUFFICIENT_AUTHORIZATION.code() && CLAIMED.contains(service)) {
            return gatt(
                    operation,
                    GattException.Reason.CLAIMED_BY_SYSTEM,
                    "bluetoothd keeps this service for itself",
                    error);
        }
        if (code != 0) {
            return GattException.att(operation, code, error);
        }
        if (error.is("NotPermitted")) {
            boolean unpaired = error.text().contains("Not paired");
            return gatt(
                    operation,
                    unpaired ? GattException.Reason.AUTHENTICATION : GattException.Reason.NOT_PERMITTED,
                    unpaired ? "the device wants to be paired: ravning pair" + target(operation) : words(error),
                    error);
        }
        if (error.is("NotSupported")) {
            return gatt(operation, GattException.Reason.NOT_PERMITTED, "the characteristic does not offer it", error);
        }
        if (error.isDBus("UnknownObject") || error.isDBus("UnknownMethod")) {
            return gatt(operation, GattException.Reason.NOT_FOUND, "the device has it no more", error);
        }
        BleException common = common(operation, error, timing);
        return common != null ? common : gatt(operation, GattException.Reason.FAILED, words(error), error);
    }

    static String target(BleOperation operation) {
        return operation.device() == null ? " <address>" : " " + operation.device();
    }

    private static GattException gatt(
            BleOperation operation, GattException.Reason reason, String why, BusException error) {
        return GattException.of(operation, reason, operation + " failed: " + why, error);
    }

    /** The ATT error code that bluetoothd made this error of, or 0 (create_gatt_dbus_error in its gatt-client.c). */
    private static int attCode(BleOperation operation, BusException error) {
        String text = error.text();
        Matcher code = ATT_CODE.matcher(text);
        if (error.is("Failed") && code.find()) {
            return Integer.parseInt(code.group(1), 16);
        }
        if (error.is("NotPermitted") && text.equals("Read not permitted")) {
            return AttError.READ_NOT_PERMITTED.code();
        }
        if (error.is("NotPermitted") && text.equals("Write not permitted")) {
            return AttError.WRITE_NOT_PERMITTED.code();
        }
        if (error.is("InvalidArguments") && text.equals("Invalid offset")) {
            return AttError.INVALID_OFFSET.code();
        }
        if ((error.is("InvalidArguments") || error.is("InvalidValueLength"))
                && text.equalsIgnoreCase("Invalid Length")) {
            return AttError.INVALID_ATTRIBUTE_VALUE_LENGTH.code();
        }
        if (error.is("NotAuthorized")) {
            return AttError.INSUFFICIENT_AUTHORIZATION.code();
        }
        if (error.is("ImproperlyConfigured")) {
            return AttError.CCCD_IMPROPERLY_CONFIGURED.code();
        }
        // For a subscription it means that there is no notify property, and nothing went on air.
        return error.is("NotSupported") && !operation.name().startsWith("subscribe")
                ? AttError.REQUEST_NOT_SUPPORTED.code()
                : 0;
    }

    /** Says whether the error may only be the shadow of a link that is ending: the operation then fails for that. */
    static boolean maybeLinkLoss(BusException error) {
        String text = error.text();
        if (error.is("Failed")) {
            return text.contains("Not connected")
                    || text.equals("Operation failed")
                    || text.contains("ATT error: 0x0e")
                    || text.contains("Failed to send")
                    || text.contains("Failed to initiate");
        }
        return error.is("NotConnected") || error.isDBus("UnknownObject") || error.isDBus("UnknownMethod");
    }

    private static @Nullable BleException common(BleOperation operation, BusException error, Timing timing) {
        if (error.is(BusException.ACCESS_DENIED)) {
            return unavailable(operation, Reason.NOT_AUTHORIZED, "D-Bus denies access", NOT_AUTHORIZED_HINT, error);
        }
        if (error.is(BusException.LEFT)
                || error.isDBus("ServiceUnknown")
                || error.isDBus("NameHasNoOwner")
                || error.isDBus("NoReply")
                || error.isDBus("Disconnected")) {
            return unavailable(operation, Reason.ADAPTER_GONE, "bluetoothd left", "", error);
        }
        if (error.is("NotReady") || error.text().contains("adapter-not-powered")) {
            return unavailable(operation, Reason.POWERED_OFF, "the adapter is off", "bluetoothctl power on", error);
        }
        if (error.is(BusException.NO_ANSWER)) {
            String message = operation + " failed: bluetoothd gives " + error.text();
            return new BleTimeoutException(operation, timing.operation(), true, message, error);
        }
        return null;
    }

    static BleUnavailableException unavailable(
            BleOperation operation, Reason reason, String why, String hint, @Nullable BusException error) {
        return new BleUnavailableException(operation, reason, operation + " failed: " + why, hint, error);
    }

    private static BleUnavailableException failed(BleOperation operation, BusException error) {
        return unavailable(operation, Reason.FAILED, words(error), "", error);
    }

    private static String words(BusException error) {
        return "bluetoothd says \"" + (error.text().isEmpty() ? error.name() : error.text()) + "\"";
    }
}
