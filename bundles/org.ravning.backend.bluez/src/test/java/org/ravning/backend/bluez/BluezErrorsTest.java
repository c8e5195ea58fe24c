// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUuid;
import org.ravning.api.DeviceId;
import org.ravning.api.GattException;
import org.ravning.backend.bluez.BluezSettings.Timing;
import org.ravning.backend.bluez.bus.BusException;

class BluezErrorsTest {
    private static final UUID VENDOR = BleUuid.of(0xFFA0);

    private static BusException error(String name, String text) {
        return new BusException("org.bluez.Error." + name, text, null);
    }

    @ParameterizedTest
    @CsvSource({
        "NotPermitted, Read not permitted, 2",
        "NotPermitted, Write not permitted, 3",
        "NotSupported, Operation is not supported, 6",
        "InvalidArguments, Invalid offset, 7",
        "NotAuthorized, Operation Not Authorized, 8",
        "InvalidArguments, Invalid Length, 13",
        "InvalidValueLength, Invalid Length, 13",
        "ImproperlyConfigured, Configuration improper, 253",
        "Failed, Operation failed with ATT error: 0x80, 128",
        "Failed, Operation failed with ATT error: 0x11 (Insufficient Resources), 17",
    })
    void gattError_becomesItsAttCode(String name, String text, int code) {
        BleException failure =
                BluezErrors.gatt(BleOperation.of("read ffa1"), VENDOR, error(name, text), Timing.DEFAULT);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.attCode()).hasValue(code));
        assertThat(failure.getMessage())
                .startsWith("read ffa1 failed: ATT error")
                .doesNotContain("\n");
    }

    @Test
    void unpairedDevice_isAuthentication() {
        BleOperation operation = new BleOperation("read ffa1", DeviceId.parse("C0:00:00:00:00:01"), null);
        BleException failure = BluezErrors.gatt(operation, VENDOR, error("NotPermitted", "Not paired"), Timing.DEFAULT);

        assertThat(failure).hasMessageEndingWith("the device wants to be paired: ravning pair C0:00:00:00:00:01");
        assertThat(failure)
                .isInstanceOfSatisfying(
                        GattException.class,
                        e -> assertThat(e.reason()).isEqualTo(GattException.Reason.AUTHENTICATION));
    }

    @Test
    void claimedService_isTheSystemsRefusalAndNoAttError() {
        BleException failure = BluezErrors.gatt(
                BleOperation.of("write 2a19"),
                BleUuid.of(0x180F),
                error("NotAuthorized", "Operation Not Authorized"),
                Timing.DEFAULT);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        GattException.class,
                        e -> assertThat(e.reason()).isEqualTo(GattException.Reason.CLAIMED_BY_SYSTEM));
    }

    @Test
    void subscriptionWithoutNotifyProperty_isNotPermitted() {
        BleException failure = BluezErrors.gatt(
                BleOperation.of("subscribe ffa1"),
                VENDOR,
                error("NotSupported", "Operation is not supported"),
                Timing.DEFAULT);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        GattException.class, e -> assertThat(e.reason()).isEqualTo(GattException.Reason.NOT_PERMITTED));
    }

    @ParameterizedTest
    @CsvSource({
        "Failed, le-connection-abort-by-local, ABORTED",
        "Failed, le-connection-abort-by-remote, ABORTED",
        "Failed, Software caused connection abort, ABORTED",
        "Failed, le-connection-concurrent-connection-limit, NO_SLOT",
        "Failed, le-connection-refused, REFUSED",
        "Failed, le-connection-gatt-browsing, DISCOVERY_FAILED",
        "Failed, le-connection-unknown, FAILED",
        "InProgress, Operation already in progress, ABORTED",
        "Failed, le-connection-busy, ABORTED",
        "DoesNotExist, Does Not Exist, NOT_FOUND",
    })
    void connectError_becomesItsReason(String name, String text, BleConnectException.Reason reason) {
        BleException failure = BluezErrors.connect(BleOperation.of("connect"), error(name, text), Timing.DEFAULT);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        BleConnectException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "org.freedesktop.DBus.Error.AccessDenied, NOT_AUTHORIZED",
        "org.freedesktop.DBus.Error.ServiceUnknown, ADAPTER_GONE",
        "org.freedesktop.DBus.Error.NoReply, ADAPTER_GONE",
        "org.bluez.Error.NotReady, POWERED_OFF",
        "org.bluez.Error.Failed, FAILED",
    })
    void scanError_becomesItsReason(String name, BleUnavailableException.Reason reason) {
        BleException failure =
                BluezErrors.scan(BleOperation.of("scan"), new BusException(name, "text", null), Timing.DEFAULT);

        assertThat(failure)
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
