// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.BleScanner;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.Ravning;
import org.ravning.testkit.Await;
import org.ravning.testkit.GivenBackend;
import org.ravning.testkit.ThreadLeakCheck;

/**
 * What the tests of the contract share: one peer and one running core for each class, and a peer that is as at first
 * before each test. After each test no link and no scan may be left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
@ExtendWith(ThreadLeakCheck.class)
@Timeout(600)
public abstract class ContractTest {
    /** What the peer advertises unless a test says otherwise. */
    protected static final AdvertisingData BROADCAST = AdvertisingData.builder()
            .localName("Specimen")
            .serviceUuid(PeerGatt.ENVIRONMENT_SERVICE)
            .serviceData(BleUuid.of(0xFCD2), Bytes.ofHex("4002ca0903bf13"))
            .build();

    private Peer peer;
    private Ravning ravning;

    /** Opens the peer; called once for the class. */
    protected abstract Peer openPeer() throws Exception;

    @BeforeAll
    void openAll() throws Exception {
        peer = openPeer();
        ravning = GivenBackend.open(peer.backend());
        Await.until(
                "an adapter is there", () -> ravning.adapters().defaultAdapter().isPresent());
    }

    @AfterAll
    void closeAll() throws Exception {
        try (Peer ended = peer;
                Ravning closed = ravning) {
            // in this order: core lets go of the peer before it ends
        }
    }

    @BeforeEach
    void resetPeer() throws Exception {
        peer.reset();
        Await.until(
                "an adapter is on", () -> ravning.adapters().defaultAdapter().isPresent());
    }

    @AfterEach
    void nothingIsLeft() {
        Await.until(
                "no scan and no link is left",
                () -> ravning.adapters().all().stream()
                        .allMatch(adapter -> !adapter.isScanning() && adapter.connections() == 0));
    }

    /** Returns the peer. */
    protected final Peer peer() {
        return peer;
    }

    /** Returns the running core. */
    protected final Ravning ravning() {
        return ravning;
    }

    /** Returns its scanner. */
    protected final BleScanner scanner() {
        return ravning.scanner();
    }

    /** Returns its central. */
    protected final BleCentral central() {
        return ravning.central();
    }

    /** Returns the adapter under test. */
    protected final BleAdapter adapter() {
        return ravning.adapters().defaultAdapter().orElseThrow();
    }

    /** Returns the peer's identity. */
    protected final DeviceId device() {
        return peer.device();
    }

    /** Skips the test if the peer cannot play this. */
    protected final void needs(Peer.Feature feature) {
        Assumptions.assumeTrue(peer.can(feature), () -> "this peer cannot play " + feature);
    }

    /** Says whether the peer has sent an advertisement. */
    protected final Predicate<Advertisement> fromPeer() {
        return advertisement -> advertisement.device().equals(peer.device());
    }

    /** Returns a time, stretched on slow machines. */
    protected static Duration seconds(double seconds) {
        return Await.slow(Duration.ofMillis((long) (1000 * seconds)));
    }

    /** Returns deadlines that are long enough. */
    protected static ConnectOptions patient() {
        return new ConnectOptions(seconds(20), seconds(10), null, null);
    }

    /** Connects to the peer, which advertises for it. */
    protected final BleConnection connect() throws Exception {
        peer.advertise(BROADCAST);
        return central().connect(device(), patient());
    }

    /** Returns a characteristic of the vendor service, or another by its type. */
    protected static Characteristic characteristic(BleConnection connection, UUID type) {
        return connection
                .gatt()
                .characteristic(type)
                .orElseThrow(() -> new AssertionError("no " + type + " in " + connection.gatt()));
    }
}
