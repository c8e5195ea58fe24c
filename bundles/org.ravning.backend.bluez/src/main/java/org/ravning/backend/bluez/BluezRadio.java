// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterState;
import org.ravning.api.AddressType;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Capability;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.api.ScanMode;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.PendingLink;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;

/** An Adapter1 of bluetoothd. */
final class BluezRadio implements Radio {
    private static final String PASSIVE_HINT =
            "it needs BlueZ 5.56, Linux 5.10 and bluetoothd --experimental; or scan actively";

    /** What other threads may ask; replaced as a whole. */
    private record Shown(
            String label, @Nullable DeviceAddress address, AdapterState state, Set<Capability> capabilities) {}

    private final BluezDaemon daemon;
    private final BluezObject object;
    private final AdapterId id;
    private final BluezScan scan;
    private final DeviceRecords records;
    private final BluezPower power;
    private boolean offUntold;
    private int timesOff;
    private volatile Shown shown;

    BluezRadio(BluezDaemon daemon, BluezObject object) {
        this.daemon = daemon;
        this.object = object;
        this.id = new AdapterId(
                BluezBackend.NAME, object.path().substring(object.path().lastIndexOf('/') + 1));
        this.scan = new BluezScan(daemon, this);
        this.records = new DeviceRecords(daemon, this);
        this.power = new BluezPower(daemon, this);
        this.shown = read(false);
    }

    String path() {
        return object.path();
    }

    @Override
    public AdapterId id() {
        return id;
    }

    @Override
    public String label() {
        return shown.label();
    }

    @Override
    public @Nullable DeviceAddress address() {
        return shown.address();
    }

    @Override
    public AdapterState state() {
        return shown.state();
    }

    @Override
    public Set<Capability> capabilities() {
        return shown.capabilities();
    }

    @Override
    public CompletionStage<Void> startScan(RadioScan wanted, RadioEvents sink) {
        if (wanted.mode() == ScanMode.PASSIVE && !shown.capabilities().contains(Capability.PASSIVE_SCAN)) {
            BleOperation operation = new BleOperation("scan", null, id);
            return CompletableFuture.failedFuture(new BleUnsupportedException(
                    operation,
                    Capability.PASSIVE_SCAN,
                    operation + " failed: this bluetoothd does not scan passively; " + PASSIVE_HINT,
                    null));
        }
        return scan.start(wanted, sink);
    }

    @Override
    public CompletionStage<Void> stopScan() {
        return scan.stop();
    }

    @Override
    public int parallelConnects() {
        return daemon.settings().parallelConnects();
    }

    @Override
    public boolean mayRestartItself() {
        return daemon.settings().powerCycle();
    }

    @Override
    public PendingLink openLink(DeviceId device, LinkEvents sink) {
        BluezPendingLink pending = new BluezPendingLink(daemon, this, device, sink);
        daemon.loop().execute(pending::begin);
        return pending;
    }

    @Override
    public CompletionStage<List<KnownDevice>> knownDevices() {
        return records.all();
    }

    @Override
    public CompletionStage<Boolean> forget(DeviceId device) {
        return records.forget(device);
    }

    @Override
    public CompletionStage<Void> restart() {
        return power.cycle();
    }

    /** Returns where bluetoothd has a device of this adapter. */
    String devicePath(DeviceAddress address) {
        return path() + "/dev_" + address.text().replace(':', '_');
    }

    /** Returns why nothing can be done with this radio now, or null. */
    @Nullable
    BleException unavailable(BleOperation operation) {
        return switch (shown.state()) {
            case POWERED_ON -> null;
            case POWERED_OFF -> poweredOff(operation);
            case GONE ->
                BluezErrors.unavailable(
                        operation, BleUnavailableException.Reason.ADAPTER_GONE, "the adapter is gone", "", null);
        };
    }

    /** Takes note of changed properties; returns whether something that shows has changed. On the loop. */
    boolean changed() {
        Shown before = shown;
        shown = read(false);
        if (shown.state() == AdapterState.POWERED_OFF) {
            if (before.state() == AdapterState.POWERED_ON) {
                offUntold = true;
                timesOff++;
            }
            return !before.equals(shown);
        }
        tellOff();
        if (object.value("Discovering") instanceof Boolean discovering) {
            scan.discovering(discovering);
        }
        return !before.equals(shown);
    }

    /** Returns how often the adapter was switched off. On the loop. */
    int timesOff() {
        return timesOff;
    }

    /** Says whether the adapter was switched off and {@link #tellOff} was not called yet. On the loop. */
    boolean isOffUntold() {
        return offUntold;
    }

    /** Ends the scan if the adapter was switched off since the last time. On the loop. */
    void tellOff() {
        if (offUntold) {
            offUntold = false;
            scan.ended(poweredOff(new BleOperation("scan", null, id)));
        }
    }

    /** Takes note that the adapter left. On the loop. */
    void gone() {
        shown = read(true);
        offUntold = false;
        scan.gone();
    }

    /** Takes note of a packet. On the loop. */
    void heard(BluezObject device, Map<?, ?> told) {
        scan.heard(device, told);
    }

    /** Tells core what was heard since it was told last. */
    void tellHeard() {
        scan.tellHeard();
    }

    private static BleUnavailableException poweredOff(BleOperation operation) {
        return BluezErrors.unavailable(
                operation,
                BleUnavailableException.Reason.POWERED_OFF,
                "the adapter is off",
                "bluetoothctl power on",
                null);
    }

    private Shown read(boolean gone) {
        String alias = object.string("Alias");
        String text = object.string("Address");
        AdapterState state = object.isTrue("Powered") ? AdapterState.POWERED_ON : AdapterState.POWERED_OFF;
        return new Shown(
                alias == null || alias.isEmpty() ? id.name() : alias,
                text == null ? null : address(text),
                gone ? AdapterState.GONE : state,
                offered());
    }

    private static @Nullable DeviceAddress address(String text) {
        try {
            return DeviceAddress.of(text, AddressType.UNKNOWN);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Set<Capability> offered() {
        List<?> roles = object.list("Roles");
        // Before BlueZ 5.48 there was no Roles property, and every adapter that it showed could be a central.
        if (!roles.isEmpty() && !roles.contains("central")) {
            return Set.of();
        }
        EnumSet<Capability> all =
                EnumSet.of(Capability.ACTIVE_SCAN, Capability.CENTRAL, Capability.PAIRING, Capability.RESTART);
        if (object.list("SupportedMonitorTypes").contains("or_patterns")) {
            all.add(Capability.PASSIVE_SCAN);
        }
        return Set.copyOf(all);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
