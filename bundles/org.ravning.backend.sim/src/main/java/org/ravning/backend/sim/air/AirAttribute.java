// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ravning.api.AttError;
import org.ravning.api.Bytes;

/** A characteristic's value or a descriptor of a device: what it holds and how it misbehaves. */
public abstract sealed class AirAttribute permits AirCharacteristic, AirDescriptor {
    /** The longest value of an attribute (Core Specification, Vol 3, Part F, section 3.2.9). */
    public static final int MAX_LENGTH = 512;

    private static final int WRITTEN_KEPT = 1000;

    private final AirDevice device;
    private final UUID uuid;
    private final int handle;
    private final List<Bytes> written = new CopyOnWriteArrayList<>();
    private final List<Consumer<Bytes>> reactions = new CopyOnWriteArrayList<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private volatile Payload value;
    private volatile Fault readFault = Fault.NONE;
    private volatile Fault writeFault = Fault.NONE;
    private final Queue<Runnable> stalled = new ArrayDeque<>(); // on the air's thread only

    AirAttribute(AirDevice device, UUID uuid, int handle, Payload value) {
        this.device = device;
        this.uuid = uuid;
        this.handle = handle;
        this.value = value;
    }

    /** Returns the device it belongs to. */
    public final AirDevice device() {
        return device;
    }

    /** Returns its type. */
    public final UUID uuid() {
        return uuid;
    }

    /** Returns its handle; of a characteristic, that of the declaration. */
    public final int handle() {
        return handle;
    }

    /** Returns its value now. */
    public final Bytes value() {
        Bytes bytes = value.at(new Moment(device.air().loop().elapsed(), null));
        return bytes.length() > MAX_LENGTH ? bytes.slice(0, MAX_LENGTH) : bytes;
    }

    /** Sets its value, which changes no more by itself. */
    public final void value(Bytes bytes) {
        value = Payload.of(bytes);
    }

    /** Sets where its value comes from. */
    public final void value(Payload source) {
        value = source;
    }

    /** Sets how reads misbehave from now on. */
    public final void readFault(Fault fault) {
        readFault = fault;
    }

    /** Sets how writes misbehave from now on. */
    public final void writeFault(Fault fault) {
        writeFault = fault;
    }

    /** Answers the requests that stalled, and lets later ones pass. */
    public final void release() {
        device.air().loop().post(() -> {
            readFault = readFault.stall() ? Fault.NONE : readFault;
            writeFault = writeFault.stall() ? Fault.NONE : writeFault;
            List<Runnable> answers = new ArrayList<>(stalled);
            stalled.clear();
            answers.forEach(Runnable::run);
        });
    }

    /** Returns what centrals wrote, oldest first; the last 1000. */
    public final List<Bytes> written() {
        return List.copyOf(written);
    }

    /** Returns how many read requests arrived. */
    public final long reads() {
        return reads.get();
    }

    /** Returns how many write requests and commands arrived. */
    public final long writes() {
        return writes.get();
    }

    /** Adds something to be done on the air's thread after each write that succeeded. */
    public final void onWrite(Consumer<Bytes> reaction) {
        reactions.add(reaction);
    }

    /** Says whether it is read and written over a paired link only. */
    boolean needsPairing() {
        return false;
    }

    abstract boolean isReadable();

    abstract boolean isWritable(boolean withResponse);

    /** Called after a write changed the value. */
    abstract void changed(Bytes bytes);

    // what follows is for the air's thread

    final Fault faultOfRead() {
        return readFault;
    }

    final Fault faultOfWrite() {
        return writeFault;
    }

    final void stall(Runnable answer) {
        stalled.add(answer);
    }

    final long countRead() {
        return reads.incrementAndGet();
    }

    final long countWrite() {
        return writes.incrementAndGet();
    }

    final Bytes answerRead() {
        if (!isReadable()) {
            throw new AttFailure(AttError.READ_NOT_PERMITTED.code());
        }
        return value();
    }

    final void take(Bytes bytes, boolean withResponse) {
        if (!isWritable(withResponse)) {
            throw new AttFailure(AttError.WRITE_NOT_PERMITTED.code());
        }
        if (bytes.length() > MAX_LENGTH) {
            throw new AttFailure(AttError.INVALID_ATTRIBUTE_VALUE_LENGTH.code());
        }
        written.add(bytes);
        if (written.size() > WRITTEN_KEPT) {
            written.remove(0);
        }
        value(bytes);
        changed(bytes);
        reactions.forEach(reaction -> reaction.accept(bytes));
    }
}
