// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.adapter;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnavailableException.Reason;

/** Finds the words for "no adapter can be used": what was looked for, and what to do next. */
record Unavailability(BleOperation operation, List<? extends BleAdapter> adapters, List<BackendStatus> backends) {
    BleUnavailableException explain(@Nullable AdapterId wanted) {
        List<? extends BleAdapter> meant = adapters.stream()
                .filter(adapter -> wanted == null || adapter.id().equals(wanted))
                .collect(Collectors.toList());
        if (!meant.isEmpty()) {
            return because(Reason.POWERED_OFF, "adapter " + names(meant) + " is switched off", "switch it on");
        }
        for (BackendStatus status : backends) {
            if (status.reason() != null && (wanted == null || wanted.backend().equals(status.backend()))) {
                return because(status.reason(), status.backend() + ": " + status.message(), status.hint());
            }
        }
        if (wanted != null) {
            String present = adapters.isEmpty() ? "there is none" : "there is " + names(adapters);
            return because(Reason.NO_ADAPTER, "there is no adapter " + wanted, present);
        }
        return backends.isEmpty()
                ? because(Reason.NO_BACKEND, "no Bluetooth backend is installed", "add one for this operating system")
                : because(Reason.NO_ADAPTER, "there is no Bluetooth adapter", looked());
    }

    private BleUnavailableException because(Reason reason, String message, String hint) {
        return new BleUnavailableException(operation, reason, message, hint, null);
    }

    private String looked() {
        return backends.stream()
                .map(status -> status.backend() + " says: " + status.message())
                .collect(Collectors.joining(", "));
    }

    private static String names(List<? extends BleAdapter> some) {
        return some.stream().map(adapter -> adapter.id().toString()).collect(Collectors.joining(", "));
    }
}
