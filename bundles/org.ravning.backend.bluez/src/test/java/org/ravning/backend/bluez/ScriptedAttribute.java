// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ravning.api.Bytes;
import org.ravning.backend.bluez.script.Answer;

/** What a scripted device has behind a characteristic or a descriptor. Guarded by its device. */
final class ScriptedAttribute {
    private final Bytes firstValue;
    private final boolean failing;
    private final List<Bytes> writes = new ArrayList<>();
    private final List<CompletableFuture<Answer>> stalled = new ArrayList<>();
    private Bytes value;
    private boolean stalling;
    private long reads;
    private boolean subscribed;

    ScriptedAttribute(Bytes firstValue, boolean failing) {
        this.firstValue = firstValue;
        this.failing = failing;
        this.value = firstValue;
    }

    Bytes value() {
        return value;
    }

    void value(Bytes newValue) {
        value = newValue;
    }

    List<Bytes> writes() {
        return List.copyOf(writes);
    }

    long reads() {
        return reads;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    void subscribed(boolean now) {
        subscribed = now;
    }

    void stall() {
        stalling = true;
    }

    /** Takes a read; returns null if it can be answered now. */
    Answer read() {
        reads++;
        if (failing) {
            return failure();
        }
        if (!stalling) {
            return null;
        }
        CompletableFuture<Answer> late = new CompletableFuture<>();
        stalled.add(late);
        return Answer.later(late);
    }

    Answer write(Bytes written) {
        if (failing) {
            return failure();
        }
        writes.add(written);
        value = written;
        return Answer.DONE;
    }

    private static Answer failure() {
        return Answer.error("Failed", "Operation failed with ATT error: 0x81 (Application Error)");
    }

    /** Ends the stall; returns the reads that wait. */
    List<CompletableFuture<Answer>> release() {
        stalling = false;
        List<CompletableFuture<Answer>> waiting = List.copyOf(stalled);
        stalled.clear();
        return waiting;
    }

    void linkLost() {
        stalled.clear();
        subscribed = false;
    }

    void reset() {
        stalling = false;
        stalled.clear();
        writes.clear();
        reads = 0;
        value = firstValue;
    }
}
