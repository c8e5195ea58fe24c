// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.ravning.api.Attribute;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.api.PairingAgent;
import org.ravning.api.WriteMode;
import org.ravning.backend.sim.air.AirAgent;
import org.ravning.backend.sim.air.AirAttribute;
import org.ravning.backend.sim.air.AirCharacteristic;
import org.ravning.backend.sim.air.AirLink;
import org.ravning.backend.sim.air.AirService;
import org.ravning.spi.Link;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.PairingEvents;

/** A link to a simulated device. */
final class SimLink implements Link {
    private static final int WRITE_HEADER = 3;

    private final AirLink link;
    private final BleOperation connect;
    private final SimLinkEvents events;

    SimLink(AirLink link, BleOperation connect, SimLinkEvents events) {
        this.link = link;
        this.connect = connect;
        this.events = events;
    }

    @Override
    public CompletionStage<GattDatabase> discover() {
        return SimFailures.of(operation("discover"), link.discover(), SimLink::database);
    }

    @Override
    public CompletionStage<Bytes> read(Attribute attribute) {
        return SimFailures.of(operation("read", attribute), link.read(attribute.handle()));
    }

    @Override
    public CompletionStage<Void> write(Attribute attribute, Bytes value, WriteMode mode) {
        boolean withResponse = mode != WriteMode.WITHOUT_RESPONSE;
        return SimFailures.of(operation("write", attribute), link.write(attribute.handle(), value, withResponse));
    }

    @Override
    public CompletionStage<Void> setNotify(Characteristic characteristic, NotifyMode mode) {
        events.subscribing(characteristic);
        return SimFailures.of(
                operation("subscribe", characteristic),
                link.configure(characteristic.handle(), mode == NotifyMode.NOTIFY, mode == NotifyMode.INDICATE));
    }

    @Override
    public CompletionStage<Void> pair(PairingEvents pairing) {
        return SimFailures.of(operation("pair"), link.pair(new Agent(pairing)));
    }

    @Override
    public void cancelPairing() {
        link.cancelPairing();
    }

    @Override
    public CompletionStage<Integer> rssi() {
        return SimFailures.of(operation("read signal strength"), link.rssi());
    }

    @Override
    public int mtu() {
        return link.mtu();
    }

    @Override
    public int maxWriteLength(WriteMode mode) {
        return mode == WriteMode.WITHOUT_RESPONSE ? link.mtu() - WRITE_HEADER : AirAttribute.MAX_LENGTH;
    }

    @Override
    public CompletionStage<Void> close() {
        return link.close();
    }

    private BleOperation operation(String name) {
        return new BleOperation(name, connect.device(), connect.adapter());
    }

    private BleOperation operation(String name, Attribute attribute) {
        return operation(name + " " + BleUuid.shortText(attribute.uuid()));
    }

    private static GattDatabase database(List<AirService> services) {
        return new GattDatabase(services.stream()
                .map(service -> new GattService(
                        service.uuid(),
                        service.handle(),
                        service.primary(),
                        service.characteristics().stream()
                                .map(c -> characteristic(c, service))
                                .toList()))
                .toList());
    }

    private static Characteristic characteristic(AirCharacteristic of, AirService service) {
        List<Descriptor> descriptors = of.descriptors().stream()
                .map(d -> new Descriptor(d.uuid(), d.handle()))
                .toList();
        return new Characteristic(
                of.uuid(), of.handle(), of.properties(), descriptors, service.uuid(), service.handle());
    }

    /** Core in the place of the person at this side. */
    private record Agent(PairingEvents core) implements AirAgent {
        @Override
        public PairingAgent.Capability capability() {
            return core.capability();
        }

        @Override
        public CompletionStage<Boolean> confirm(int passkey) {
            return core.confirm(passkey);
        }

        @Override
        public CompletionStage<OptionalInt> enter() {
            return core.enter();
        }

        @Override
        public void display(int passkey) {
            core.display(passkey);
        }
    }
}
