// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterState;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.Capability;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.api.ScanMode;
import org.ravning.backend.sim.air.AirAdapter;
import org.ravning.backend.sim.air.AirListener;
import org.ravning.backend.sim.air.Packet;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.codec.ParsedAdvertisingData;
import org.ravning.codec.capture.CapturedAdvertisement;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.PendingLink;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;

/** An adapter of the simulated air as core sees it. */
final class SimRadio implements Radio {
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.ACTIVE_SCAN,
            Capability.PASSIVE_SCAN,
            Capability.CENTRAL,
            Capability.PAIRING,
            Capability.RESTART,
            Capability.LINK_RSSI);

    private final AirAdapter adapter;
    private final AdapterId id;
    private volatile boolean gone;

    SimRadio(AirAdapter adapter) {
        this.adapter = adapter;
        this.id = new AdapterId(SimBackend.NAME, adapter.name());
    }

    @Override
    public AdapterId id() {
        return id;
    }

    @Override
    public String label() {
        return adapter.label();
    }

    @Override
    public @Nullable DeviceAddress address() {
        return adapter.address();
    }

    @Override
    public AdapterState state() {
        if (gone) {
            return AdapterState.GONE;
        }
        return adapter.isPowered() ? AdapterState.POWERED_ON : AdapterState.POWERED_OFF;
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public CompletionStage<Void> startScan(RadioScan scan, RadioEvents sink) {
        return SimFailures.of(operation("scan", null), adapter.listen(new Ear(sink), scan.mode() == ScanMode.ACTIVE));
    }

    @Override
    public CompletionStage<Void> stopScan() {
        return adapter.deafen();
    }

    @Override
    public int slots() {
        return adapter.slots();
    }

    @Override
    public int parallelConnects() {
        return adapter.slots();
    }

    @Override
    public PendingLink openLink(DeviceId device, LinkEvents sink) {
        BleOperation operation = operation("connect", device);
        if (device instanceof DeviceAddress address) {
            return new SimPendingLink(adapter, operation, address, sink);
        }
        return SimPendingLink.failed(new BleConnectException(
                operation,
                BleConnectException.Reason.NOT_FOUND,
                "the simulated air knows devices by address only",
                null));
    }

    @Override
    public CompletionStage<List<KnownDevice>> knownDevices() {
        return adapter.knownDevices()
                .thenApply(known -> known.stream()
                        .map(device -> new KnownDevice(
                                device.address(), id, device.name(), adapter.isPaired(device), device.isConnected()))
                        .toList());
    }

    @Override
    public CompletionStage<Boolean> forget(DeviceId device) {
        return device instanceof DeviceAddress address
                ? adapter.forget(address)
                : CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<Void> restart() {
        return SimFailures.of(operation("restart", null), adapter.restart());
    }

    void gone() {
        gone = true;
    }

    @Override
    public String toString() {
        return id.toString();
    }

    private BleOperation operation(String name, @Nullable DeviceId device) {
        return new BleOperation(name, device, id);
    }

    /** Reads what the adapter hears. */
    private final class Ear implements AirListener {
        private final RadioEvents sink;

        Ear(RadioEvents sink) {
            this.sink = sink;
        }

        @Override
        public void heard(Packet packet) {
            ParsedAdvertisingData parsed = AdvertisingDataParser.parse(packet.ad());
            String defect = parsed.defect();
            if (defect != null) {
                sink.malformed(packet.sender() + ": " + defect);
                return;
            }
            sink.advertisement(new AdvertisementReport(
                    packet.sender(), packet.rssi(), packet.connectable(), part(packet), parsed.data()));
        }

        private static AdvertisementReport.Part part(Packet packet) {
            if (packet.scanResponse()) {
                return AdvertisementReport.Part.SCAN_RESPONSE;
            }
            return packet.scannable() ? AdvertisementReport.Part.ADVERTISEMENT : AdvertisementReport.Part.WHOLE;
        }

        @Override
        public void heard(CapturedAdvertisement captured) {
            DeviceId sender = captured.device();
            if (sender == null || captured.defect() != null) {
                sink.malformed(sender + ": " + captured.defect());
                return;
            }
            sink.advertisement(new AdvertisementReport(
                    sender,
                    captured.rssi(),
                    captured.connectable(),
                    switch (captured.part()) {
                        case WHOLE -> AdvertisementReport.Part.WHOLE;
                        case ADVERTISEMENT -> AdvertisementReport.Part.ADVERTISEMENT;
                        case SCAN_RESPONSE -> AdvertisementReport.Part.SCAN_RESPONSE;
                    },
                    captured.data()));
        }

        @Override
        public void malformed(String why) {
            sink.malformed(why);
        }

        @Override
        public void stopped(BleException cause) {
            sink.scanStopped(cause.during(operation("scan", null)));
        }
    }
}
