// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;

/** A characteristic of a simulated device. */
public final class AirCharacteristic extends AirAttribute {
    private final Set<CharacteristicProperty> properties;
    private final List<AirDescriptor> descriptors;
    private final @Nullable Duration notifyEvery;
    private final boolean notifyOnChange;
    private final boolean notifyAtOnce;
    private final boolean pairedOnly;
    private AirTimer timer = AirTimer.NEVER; // on the air's thread only

    private AirCharacteristic(AirDevice device, int handle, Builder plan, List<AirDescriptor> descriptors) {
        super(device, plan.uuid, handle, plan.value);
        this.properties = Collections.unmodifiableSet(EnumSet.copyOf(plan.properties));
        this.descriptors = List.copyOf(descriptors);
        this.notifyEvery = plan.notifyEvery;
        this.notifyOnChange = plan.notifyOnChange;
        this.notifyAtOnce = plan.notifyAtOnce;
        this.pairedOnly = plan.pairedOnly;
        readFault(plan.readFault);
        writeFault(plan.writeFault);
        plan.reactions.forEach(reaction -> onWrite(bytes -> reaction.accept(this, bytes)));
    }

    /** What happens on the air's thread after a write. */
    @FunctionalInterface
    public interface Reaction {
        /** Reacts to the value that was written. */
        void accept(AirCharacteristic characteristic, Bytes value);
    }

    /** Returns what it allows. */
    public Set<CharacteristicProperty> properties() {
        return properties;
    }

    /** Returns its descriptors, in handle order. */
    public List<AirDescriptor> descriptors() {
        return descriptors;
    }

    /** Returns its first descriptor of that type. */
    public AirDescriptor descriptor(UUID type) {
        return descriptors.stream()
                .filter(d -> d.uuid().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no descriptor " + type));
    }

    /** Sends a value to each central that subscribed, and keeps it. */
    public void notifyNow(Bytes bytes) {
        device().air().loop().post(() -> {
            value(bytes);
            send(bytes);
        });
    }

    /** Says whether a central has subscribed. */
    public boolean isSubscribed() {
        return device().links().stream().anyMatch(link -> link.isSubscribed(this));
    }

    @Override
    boolean needsPairing() {
        return pairedOnly;
    }

    @Override
    boolean isReadable() {
        return properties.contains(CharacteristicProperty.READ);
    }

    @Override
    boolean isWritable(boolean withResponse) {
        return properties.contains(
                withResponse ? CharacteristicProperty.WRITE : CharacteristicProperty.WRITE_WITHOUT_RESPONSE);
    }

    @Override
    void changed(Bytes bytes) {
        if (notifyOnChange) {
            send(bytes);
        }
    }

    // what follows is for the air's thread

    void send(Bytes bytes) {
        device().links().forEach(link -> link.deliver(this, bytes));
    }

    /** A central subscribed or unsubscribed. */
    void subscriptionsChanged(boolean added) {
        if (added && notifyAtOnce) {
            send(value());
        }
        timer.cancel();
        if (isSubscribed() && notifyEvery != null) {
            arm(notifyEvery);
        }
    }

    private void arm(Duration every) {
        timer = device().air().loop().after(every, () -> {
            if (isSubscribed()) {
                send(value());
                arm(every);
            }
        });
    }

    /** Plans a characteristic; not for use by several threads at once. */
    public static final class Builder {
        private final UUID uuid;
        private final Set<CharacteristicProperty> properties = EnumSet.noneOf(CharacteristicProperty.class);
        private final List<DescriptorPlan> descriptors = new ArrayList<>();
        private final List<Reaction> reactions = new ArrayList<>();
        private Payload value = Payload.EMPTY;
        private Fault readFault = Fault.NONE;
        private Fault writeFault = Fault.NONE;
        private @Nullable Duration notifyEvery;
        private boolean notifyOnChange;
        private boolean notifyAtOnce;
        private boolean pairedOnly;

        private record DescriptorPlan(UUID uuid, Payload value, boolean writable) {}

        Builder(UUID uuid) {
            this.uuid = uuid;
        }

        /** Adds what it allows. */
        public Builder allow(CharacteristicProperty... more) {
            properties.addAll(List.of(more));
            return this;
        }

        /** Sets its first value. */
        public Builder value(Bytes bytes) {
            return value(Payload.of(bytes));
        }

        /** Sets where its value comes from, until something is written. */
        public Builder value(Payload source) {
            value = source;
            return this;
        }

        /** Adds a descriptor. The Client Characteristic Configuration descriptor comes by itself. */
        public Builder descriptor(UUID type, Payload content, boolean writable) {
            descriptors.add(new DescriptorPlan(type, content, writable));
            return this;
        }

        /** Makes it send its value again and again to those who subscribed. */
        public Builder notifyEvery(Duration time) {
            notifyEvery = time;
            return this;
        }

        /** Makes it send each value that is written to it. */
        public Builder notifyOnChange() {
            notifyOnChange = true;
            return this;
        }

        /** Makes it send its value at the moment when somebody subscribes. */
        public Builder notifyAtOnce() {
            notifyAtOnce = true;
            return this;
        }

        /** Sets whether its value is read and written over a paired link only. */
        public Builder pairedOnly(boolean is) {
            pairedOnly = is;
            return this;
        }

        /** Sets how reads misbehave. */
        public Builder readFault(Fault fault) {
            readFault = fault;
            return this;
        }

        /** Sets how writes misbehave. */
        public Builder writeFault(Fault fault) {
            writeFault = fault;
            return this;
        }

        /** Adds a reaction to each write. */
        public Builder onWrite(Reaction reaction) {
            reactions.add(reaction);
            return this;
        }

        AirCharacteristic build(AirDevice device, Handles handles) {
            int declaration = handles.next();
            handles.next(); // the value
            List<AirDescriptor> built = new ArrayList<>();
            if (properties.contains(CharacteristicProperty.NOTIFY)
                    || properties.contains(CharacteristicProperty.INDICATE)) {
                built.add(new AirDescriptor(
                        device,
                        Descriptor.CLIENT_CHARACTERISTIC_CONFIGURATION,
                        handles.next(),
                        Payload.of(Bytes.ofInts(0, 0)),
                        true));
            }
            for (DescriptorPlan plan : descriptors) {
                built.add(new AirDescriptor(device, plan.uuid, handles.next(), plan.value, plan.writable));
            }
            return new AirCharacteristic(device, declaration, this, built);
        }

        @Override
        public String toString() {
            return BleUuid.shortText(uuid);
        }
    }
}
