// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a stage that a backend returned. */
public final class Stages {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private Stages() {}

    /** Calls the action when the stage ends; with the true cause if it failed. */
    @SuppressWarnings("NullAway") // one of the two is null by the contract of whenComplete
    public static <T> void onEnd(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> action) {
        stage.whenComplete((value, thrown) -> {
            try {
                action.accept(value, thrown == null ? null : unwrap(thrown));
            } catch (RuntimeException e) {
                LOG.error("core failed to take the answer of a backend", e);
            }
        });
    }

    /** Returns what a stage really failed with. */
    public static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wrapped && cause != null ? unwrap(cause) : thrown;
    }
}
