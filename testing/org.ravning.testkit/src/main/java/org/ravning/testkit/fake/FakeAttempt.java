// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.fake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ravning.api.BleException;
import org.ravning.api.DeviceId;
import org.ravning.spi.Link;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.PendingLink;
import org.ravning.testkit.Await;

/** An attempt to connect: it succeeds or fails when the test says so. */
public final class FakeAttempt implements PendingLink {
    private final DeviceId device;
    private final FakeLink link;
    private final CompletableFuture<Link> stage = new CompletableFuture<>();
    private final CompletableFuture<Void> clean = new CompletableFuture<>();
    private volatile boolean cancelled;
    private volatile boolean cancelHangs;

    FakeAttempt(DeviceId device, LinkEvents events) {
        this.device = device;
        this.link = new FakeLink(events);
    }

    @Override
    public CompletionStage<Link> link() {
        return stage;
    }

    @Override
    public CompletionStage<Void> cancel() {
        cancelled = true;
        if (!cancelHangs) {
            clean();
        }
        return clean;
    }

    /** Returns who was meant. */
    public DeviceId device() {
        return device;
    }

    /** Lets the link come up. */
    public FakeLink connected() {
        stage.complete(link);
        return link;
    }

    /** Lets the attempt fail. */
    public void fails(BleException cause) {
        stage.completeExceptionally(cause);
    }

    /** Returns the link, up or not. */
    public FakeLink linkOf() {
        return link;
    }

    /** Lets {@link #cancel()} take until {@link #clean()}. */
    public void hangOnCancel() {
        cancelHangs = true;
    }

    /** Ends a cancel that hangs. */
    public void clean() {
        clean.complete(null);
    }

    /** Says whether core gave it up. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Waits until core gave it up. */
    public void awaitCancelled() {
        Await.until("the attempt is cancelled", () -> cancelled);
    }

    void forget() {
        clean();
        link.forget();
    }

    boolean isOpen() {
        boolean up = stage.isDone() && !stage.isCompletedExceptionally();
        boolean pending = !stage.isDone() && !clean.isDone();
        return pending || up && link.isUp();
    }
}
