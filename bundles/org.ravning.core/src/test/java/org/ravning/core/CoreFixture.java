// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import java.time.Duration;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.BleScanner;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.health.Health;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.testkit.Await;
import org.ravning.testkit.ManualTime;
import org.ravning.testkit.fake.FakeBackend;
import org.ravning.testkit.fake.FakeLink;
import org.ravning.testkit.fake.FakeRadio;

/** A core on manual time with one fake backend that has one radio. */
final class CoreFixture implements AutoCloseable {
    static final DeviceId DEVICE = DeviceId.parse("C0:00:00:00:00:01");
    static final DeviceId OTHER = DeviceId.parse("C0:00:00:00:00:02");

    final ManualTime time = new ManualTime();
    final Core core = new Core(new CoreThreads(time.clock(), time.scheduler()));
    final FakeBackend backend;
    final FakeRadio radio;

    CoreFixture() throws InterruptedException {
        this(FakeBackend.with("hci0"));
    }

    CoreFixture(FakeBackend backend) throws InterruptedException {
        this.backend = backend;
        this.radio = backend.radio("hci0");
        core.addBackend(backend);
        Await.until("the backend is there", () -> !core.adapters().backends().isEmpty());
    }

    BleScanner scanner() {
        return core.scanner();
    }

    BleCentral central() {
        return core.central();
    }

    long counter(String name) {
        Health health = core.health().health();
        return health.counters().get(name);
    }

    static AdvertisingData named(String name) {
        return AdvertisingData.builder().localName(name).build();
    }

    /** Begins to connect on a thread of its own, to a device that is heard as soon as it is searched for. */
    Await.Call<BleConnection> connecting(DeviceId device) {
        return connecting(device, ConnectOptions.DEFAULT);
    }

    Await.Call<BleConnection> connecting(DeviceId device, ConnectOptions options) {
        Await.Call<BleConnection> call = Await.inThread(() -> central().connect(device, options));
        return call;
    }

    /** Lets the device be heard once a scan runs. */
    void heard(DeviceId device) {
        Await.until("a scan runs", radio::isScanning);
        radio.hears(device, -50, named("device"));
    }

    /** Connects to a device that answers everything. */
    BleConnection connected() throws Exception {
        return connected(ConnectOptions.DEFAULT);
    }

    BleConnection connected(ConnectOptions options) throws Exception {
        int number = radio.attempts().size() + 1;
        Await.Call<BleConnection> call = connecting(DEVICE, options);
        if (number == 1) {
            heard(DEVICE);
        }
        radio.attempt(number).connected();
        return Await.result(call);
    }

    FakeLink link() {
        return radio.attempts().get(radio.attempts().size() - 1).linkOf();
    }

    void advance(Duration by) {
        time.advance(by);
    }

    @Override
    public void close() {
        backend.release();
        // closing waits on the timer for what hangs; time must pass meanwhile
        Await.Call<Boolean> closing = Await.inThread(() -> {
            core.close();
            return true;
        });
        Await.until("core is closed", () -> {
            if (!closing.isDone()) {
                time.advance(Duration.ofMillis(500));
            }
            return closing.isDone();
        });
    }
}
