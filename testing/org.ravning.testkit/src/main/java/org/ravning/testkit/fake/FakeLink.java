// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ravning.api.Attribute;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.PlatformOptions;
import org.ravning.api.WriteMode;
import org.ravning.spi.Link;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.PairingEvents;
import org.ravning.testkit.Await;

/**
 * A link whose operations wait for the test, or answer at once after {@link #answerAll()}. It complains when two
 * operations run at the same time.
 */
public final class FakeLink implements Link {
    private volatile String unansweredFor = "";
    private final LinkEvents events;
    private final List<FakeOperation> operations = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile GattDatabase database = FakeGatt.DATABASE;
    private volatile Function<FakeOperation, Object> answers = operation -> FakeOperation.LATER;
    private volatile boolean closeHangs;
    private volatile boolean up = true;
    private final List<PairingEvents> pairings = new CopyOnWriteArrayList<>();
    private final AtomicInteger pairingsCancelled = new AtomicInteger();
    private volatile Function<PairingEvents, CompletionStage<Void>> pairs =
            questions -> CompletableFuture.completedFuture(null);
    private final List<PlatformOptions> subscribedWith = new CopyOnWriteArrayList<>();
    private final AtomicInteger closes = new AtomicInteger();
    private volatile boolean discovers = true;
    private volatile int mtu = 23;
    private volatile int longest = 512;

    FakeLink(LinkEvents events) {
        this.events = events;
    }

    @Override
    public CompletionStage<GattDatabase> discover() {
        FakeOperation operation = new FakeOperation("discover", null, Bytes.EMPTY);
        operations.add(operation);
        if (discovers) {
            operation.answer(database);
        }
        return operation.stage(GattDatabase.class);
    }

    @Override
    public CompletionStage<Bytes> read(Attribute attribute) {
        return run(new FakeOperation("read", attribute, Bytes.EMPTY)).stage(Bytes.class);
    }

    @Override
    public CompletionStage<Void> write(Attribute attribute, Bytes value, WriteMode mode) {
        return run(new FakeOperation("write " + mode, attribute, value)).stage(Void.class);
    }

    @Override
    public CompletionStage<Void> setNotify(Characteristic characteristic, NotifyMode mode) {
        return run(new FakeOperation("notify " + mode, characteristic, Bytes.EMPTY))
                .stage(Void.class);
    }

    @Override
    public CompletionStage<Integer> rssi() {
        return run(new FakeOperation("rssi", null, Bytes.EMPTY)).stage(Integer.class);
    }

    @Override
    public CompletionStage<Void> setNotify(
            Characteristic characteristic, NotifyMode mode, List<PlatformOptions> platform) {
        subscribedWith.addAll(platform);
        return setNotify(characteristic, mode);
    }

    /** Returns the options for single systems that subscriptions came with. */
    public List<PlatformOptions> subscribedWith() {
        return new ArrayList<>(subscribedWith);
    }

    @Override
    public CompletionStage<Void> pair(PairingEvents questions) {
        pairings.add(questions);
        return pairs.apply(questions);
    }

    @Override
    public void cancelPairing() {
        pairingsCancelled.incrementAndGet();
    }

    private FakeOperation run(FakeOperation operation) {
        if (running.incrementAndGet() > 1) {
            complaints.add(operation + " was sent while another ran");
        }
        operation.onEnd(running::decrementAndGet);
        operations.add(operation);
        Object answer = answerTo(operation);
        if (answer != FakeOperation.LATER) {
            operation.answer(answer);
        }
        return operation;
    }

    private Object answerTo(FakeOperation operation) {
        try {
            return answers.apply(operation);
        } catch (RuntimeException e) {
            running.decrementAndGet();
            throw e;
        }
    }

    @Override
    public int mtu() {
        return mtu;
    }

    @Override
    public int maxWriteLength(WriteMode mode) {
        return mode == WriteMode.WITHOUT_RESPONSE ? mtu - 3 : longest;
    }

    @Override
    public CompletionStage<Void> close() {
        closes.incrementAndGet();
        if (!closeHangs) {
            down(DisconnectReason.REQUESTED);
        }
        return closed;
    }

    /** Ends the link; operations that run are left open unless the test ends them. */
    public void down(DisconnectReason reason) {
        boolean was = up;
        up = false;
        closed.complete(null);
        if (was) {
            events.disconnected(reason, "the fake says so");
        }
    }

    void forget() {
        up = false;
        closed.complete(null);
    }

    /** Returns the sink, to tell more. */
    public LinkEvents events() {
        return events;
    }

    /** Has every operation answered at once: reads with the handle as a byte. */
    public FakeLink answerAll() {
        answers = operation ->
                operation.name().equals("read") ? Bytes.ofInts(operation.handle() & 0xFF) : FakeOperation.NOTHING;
        return this;
    }

    /** Sets what operations answer: a value, an exception, or {@link FakeOperation#LATER}. */
    public void answers(Function<FakeOperation, Object> how) {
        answers = how;
    }

    /** Sets how pairing goes; without it, each succeeds at once. */
    public void pairs(Function<PairingEvents, CompletionStage<Void>> how) {
        pairs = how;
    }

    /** Returns each pairing that was asked for. */
    public List<PairingEvents> pairings() {
        return new ArrayList<>(pairings);
    }

    /** Returns how often a pairing was given up. */
    public int pairingsCancelled() {
        return pairingsCancelled.get();
    }

    /** Lets discovery hang. */
    public void discoversNothing() {
        discovers = false;
    }

    /** Sets what discovery answers. */
    public void discovers(GattDatabase found) {
        database = found;
    }

    /** Lets closing hang. */
    public void hangOnClose() {
        closeHangs = true;
    }

    @Override
    public String whyUnanswered() {
        return unansweredFor;
    }

    /** Sets what it knows about why it does not answer. */
    public void mayBeUnansweredFor(String why) {
        unansweredFor = why;
    }

    /** Sets the MTU without telling. */
    public void mtuIs(int bytes) {
        mtu = bytes;
    }

    /** Sets the longest write with response. */
    public void longestIs(int bytes) {
        longest = bytes;
    }

    /** Returns whether it is up. */
    public boolean isUp() {
        return up;
    }

    /** Returns how often it was closed. */
    public int closes() {
        return closes.get();
    }

    /** Returns every operation but discovery, in the order sent. */
    public List<FakeOperation> operations() {
        List<FakeOperation> sent = new ArrayList<>(operations);
        sent.removeIf(operation -> operation.name().equals("discover"));
        return sent;
    }

    /** Waits for the n-th operation, counted from 1, discovery left out. */
    public FakeOperation operation(int number) {
        Await.until("operation " + number, () -> operations().size() >= number);
        return operations().get(number - 1);
    }

    /** Returns what core did against the rules. */
    public List<String> complaints() {
        return new ArrayList<>(complaints);
    }
}
