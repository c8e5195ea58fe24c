// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.script;

import java.util.concurrent.CompletableFuture;

/** What a scripted peer answers to a call. */
public sealed interface Answer {
    /** Nothing to say. */
    Answer DONE = new Values("");

    /** No answer at all, now or ever. */
    Answer SILENCE = new Silence();

    /** Returns values. */
    static Answer of(String signature, Object... values) {
        return new Values(signature, values);
    }

    /** Returns an error of {@code org.bluez.Error}. */
    static Answer error(String name, String text) {
        return new Failure("org.bluez.Error." + name, text);
    }

    /** Returns an error of {@code org.freedesktop.DBus.Error}. */
    static Answer busError(String name, String text) {
        return new Failure("org.freedesktop.DBus.Error." + name, text);
    }

    /** Returns an answer that is given when the future ends. */
    static Answer later(CompletableFuture<Answer> answer) {
        return new Later(answer);
    }

    /** Values by signature. */
    @SuppressWarnings("ArrayRecordComponent")
    record Values(String signature, Object... values) implements Answer {}

    /** An error. */
    record Failure(String name, String text) implements Answer {}

    /** Nothing. */
    record Silence() implements Answer {}

    /** Something later. */
    record Later(CompletableFuture<Answer> answer) implements Answer {}
}
