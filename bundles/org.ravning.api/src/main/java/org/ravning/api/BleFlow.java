// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What Bluetooth sends, as publishers of {@link Flow}. The only classes here that need it are this and its helper, so
 * that platforms without {@code Flow} (Android before API level 30) can use all others.
 *
 * <p>A publisher begins anew for each subscriber. Signals come one after the other on the executor; a subscriber may
 * block there and call Bluetooth. What a subscriber has not asked for waits in a bounded queue and is then lost as the
 * {@link Overflow} of the options says; with {@link Overflow#CLOSE} it ends in an {@link IllegalStateException}. The
 * {@link Flow.Subscription} is a {@link Subscription} too, whose {@code dropped()} counts the losses. An executor that
 * refuses ends the subscription.
 */
public final class BleFlow {
    private static final int STATES = 64;

    private BleFlow() {}

    /**
     * Returns the advertisements of a scan that runs while somebody is subscribed. It ends in an error if the scan cannot
     * be started, and completes when Bluetooth is closed in this program.
     */
    public static Flow.Publisher<Advertisement> advertisements(
            BleScanner scanner, ScanRequest request, Executor executor) {
        return subscriber -> {
            FlowBridge<Advertisement> bridge =
                    new FlowBridge<>(executor, request.queueCapacity(), request.overflow(), subscriber);
            bridge.start(() -> scanner.scan(request, new AdvertisementListener() {
                @Override
                public void onAdvertisement(Advertisement advertisement) {
                    bridge.value(advertisement);
                }

                @Override
                public void onEnd() {
                    bridge.end(null);
                }
            }));
        };
    }

    /**
     * Returns the values that a characteristic sends while somebody is subscribed. It ends in an error when the link is
     * lost or the subscription is refused, and completes when the connection is closed.
     */
    public static Flow.Publisher<Notification> notifications(
            BleConnection connection, Characteristic characteristic, SubscribeOptions options, Executor executor) {
        return subscriber -> {
            FlowBridge<Notification> bridge =
                    new FlowBridge<>(executor, options.queueCapacity(), options.overflow(), subscriber);
            NotificationListener listener = new NotificationListener() {
                @Override
                public void onValue(Bytes value, Instant at) {
                    bridge.value(new Notification(characteristic, value, at));
                }

                @Override
                public void onEnd(@Nullable BleException cause) {
                    boolean asked = cause instanceof BleDisconnectedException lost
                            && lost.reason() == DisconnectReason.REQUESTED;
                    bridge.end(asked ? null : cause);
                }
            };
            bridge.start(() -> connection.subscribe(characteristic, listener, options));
        };
    }

    /** Returns the states of a connection, beginning with the one now; completes after {@code Disconnected}. */
    public static Flow.Publisher<ConnectionState> states(BleConnection connection, Executor executor) {
        return subscriber -> {
            FlowBridge<ConnectionState> bridge = new FlowBridge<>(executor, STATES, Overflow.DROP_OLDEST, subscriber);
            bridge.start(() -> connection.onStateChange(state -> {
                bridge.value(state);
                if (state instanceof ConnectionState.Disconnected) {
                    bridge.end(null);
                }
            }));
        };
    }
}
