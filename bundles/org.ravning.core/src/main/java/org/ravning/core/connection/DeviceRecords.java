// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.Capability;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.core.adapter.AdapterRegistry;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Stages;
import org.ravning.spi.Radio;

/** What the operating system remembers of devices, over all adapters that are switched on. */
final class DeviceRecords {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Comparator<KnownDevice> ORDER = Comparator.comparing(KnownDevice::adapter)
            .thenComparing(known -> known.device().text());

    private final AdapterRegistry adapters;
    private final CoreThreads threads;
    private final BlockingCalls calls;

    DeviceRecords(AdapterRegistry adapters, CoreThreads threads) {
        this.adapters = adapters;
        this.threads = threads;
        this.calls = new BlockingCalls(threads);
    }

    List<KnownDevice> all() throws BleException, InterruptedException {
        List<KnownDevice> all = new ArrayList<>();
        askAll(BleOperation.of("list known devices"), Radio::knownDevices).forEach(all::addAll);
        all.sort(ORDER);
        return List.copyOf(all);
    }

    boolean forget(DeviceId device) throws BleException, InterruptedException {
        return askAll(new BleOperation("forget", device, null), radio -> radio.forget(device))
                .contains(true);
    }

    boolean forgetServices(DeviceId device) throws BleException, InterruptedException {
        BleOperation operation = new BleOperation("forget services", device, null);
        for (KnownDevice known : all()) {
            if (known.device().equals(device) && (known.paired() || known.connected())) {
                String why = known.paired()
                        ? "it is paired, and the system drops its services with its keys only: forget it, and pair anew"
                        : "it is connected: close its connections first";
                throw new BleConnectException(
                        operation, BleConnectException.Reason.REFUSED, operation + " refused: " + why, null);
            }
        }
        return forget(device);
    }

    private <T> List<T> askAll(BleOperation operation, Function<Radio, CompletionStage<T>> question)
            throws BleException, InterruptedException {
        BlockingCalls.refuseInListener(operation.name());
        Duration left = adapters.awaitUsable(null, Capability.CENTRAL, LIMIT);
        List<DefaultBleAdapter> usable = adapters.usable(null);
        if (usable.isEmpty()) {
            throw adapters.unavailable(operation, null);
        }
        List<CompletableFuture<T>> answers = new ArrayList<>();
        usable.forEach(adapter -> answers.add(ask(adapter.radio(), question)));
        calls.await(CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0])), operation, left);
        List<T> results = new ArrayList<>();
        answers.forEach(answer -> results.add(answer.join()));
        return results;
    }

    private <T> CompletableFuture<T> ask(Radio radio, Function<Radio, CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        threads.workers().execute(() -> {
            try {
                Stages.onEnd(question.apply(radio), (value, thrown) -> finish(answer, value, thrown));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static <T> void finish(CompletableFuture<T> answer, @Nullable T value, @Nullable Throwable thrown) {
        if (value == null) {
            answer.completeExceptionally(thrown == null ? new IllegalStateException("no answer") : thrown);
        } else {
            answer.complete(value);
        }
    }
}
