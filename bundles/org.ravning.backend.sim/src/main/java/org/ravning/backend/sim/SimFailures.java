// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;

/** Says in each failure of the air which device and adapter were concerned. */
final class SimFailures {
    private SimFailures() {}

    /** Returns a stage that ends as the other does, its failure being one of this operation. */
    static <T> CompletionStage<T> of(BleOperation operation, CompletionStage<T> stage) {
        return of(operation, stage, Function.identity());
    }

    /** Returns a stage that ends with what the function makes of the other's value, or with its failure. */
    static <T, R> CompletionStage<R> of(
            BleOperation operation, CompletionStage<T> stage, Function<? super T, ? extends R> mapping) {
        CompletableFuture<R> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(mapping.apply(value));
            } else {
                result.completeExceptionally(failure instanceof BleException ble ? ble.during(operation) : failure);
            }
        });
        return result;
    }
}
