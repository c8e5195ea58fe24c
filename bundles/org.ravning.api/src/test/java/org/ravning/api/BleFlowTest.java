// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BleFlowTest {
    private static final Executor INLINE = Runnable::run;

    private final Air air = new Air();
    private final Reader reader = new Reader();

    /** A scanner whose one scan hears what the test says. */
    private static final class Air implements BleScanner {
        private @Nullable AdvertisementListener listener;
        private @Nullable BleException refusal;
        private int closed;

        @Override
        public Subscription scan(ScanRequest request, AdvertisementListener fresh) throws BleException {
            if (refusal != null) {
                throw refusal;
            }
            listener = fresh;
            return Given.subscription(() -> closed++);
        }

        AdvertisementListener listener() {
            return Objects.requireNonNull(listener);
        }

        void hear(String... names) {
            for (String name : names) {
                listener().onAdvertisement(Given.advertisement(1, name));
            }
        }

        @Override
        public Optional<Advertisement> findFirst(
                ScanRequest request, Predicate<? super Advertisement> match, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Sighting> lastHeard(DeviceId device) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AdvertisementStream stream(ScanRequest request) {
            throw new UnsupportedOperationException();
        }
    }

    /** A subscriber that writes down what it is told. */
    private static final class Reader implements Flow.Subscriber<Advertisement> {
        private final List<String> told = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription fresh) {
            subscription = fresh;
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onNext(Advertisement heard) {
            told.add(String.valueOf(heard.localName()));
        }

        @Override
        public void onError(Throwable cause) {
            told.add(cause.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            told.add("complete");
        }
    }

    private void subscribe(ScanRequest request) {
        BleFlow.advertisements(air, request, INLINE).subscribe(reader);
    }

    @Test
    void values_comeAsManyAsAskedForAndTheRestWaits() {
        subscribe(ScanRequest.everything());
        air.hear("a", "b", "c");
        assertThat(reader.told).isEmpty();
        reader.subscription().request(2);
        assertThat(reader.told).containsExactly("a", "b");
        reader.subscription().request(Long.MAX_VALUE);
        air.hear("d");
        assertThat(reader.told).containsExactly("a", "b", "c", "d");
    }

    @Test
    void slowSubscriber_losesTheOldestAndSeesHowMany() {
        subscribe(ScanRequest.builder().queueCapacity(2).build());
        air.hear("a", "b", "c");
        assertThat(((Subscription) reader.subscription()).dropped()).isEqualTo(1);
        reader.subscription().request(5);
        assertThat(reader.told).containsExactly("b", "c");
    }

    @Test
    void slowSubscriber_keepsTheNewestAloneIfItAskedSo() {
        subscribe(ScanRequest.builder()
                .queueCapacity(2)
                .overflow(Overflow.KEEP_LATEST)
                .build());
        air.hear("a", "b", "c");
        reader.subscription().request(5);
        assertThat(reader.told).containsExactly("c");
        assertThat(((Subscription) reader.subscription()).dropped()).isEqualTo(2);
    }

    @Test
    void slowSubscriber_thatWantsAll_getsWhatWaitedAndThenAnError() {
        subscribe(
                ScanRequest.builder().queueCapacity(2).overflow(Overflow.CLOSE).build());
        air.hear("a", "b", "c", "d");
        reader.subscription().request(5);
        assertThat(reader.told).containsExactly("a", "b", "IllegalStateException");
        assertThat(air.closed).isEqualTo(1);
    }

    @Test
    void cancel_closesTheScanOnceAndSilencesIt() {
        subscribe(ScanRequest.everything());
        reader.subscription().request(5);
        reader.subscription().cancel();
        reader.subscription().cancel();
        air.hear("a");
        air.listener().onEnd();
        assertThat(reader.told).isEmpty();
        assertThat(air.closed).isEqualTo(1);
    }

    @Test
    void scanThatEnds_completesAfterWhatWaited() {
        subscribe(ScanRequest.everything());
        air.hear("a");
        air.listener().onEnd();
        reader.subscription().request(1);
        assertThat(reader.told).containsExactly("a", "complete");
    }

    @Test
    void scanThatIsRefused_isAnErrorAfterTheSubscription() {
        air.refusal = new BleUnsupportedException(BleOperation.of("scan"), Capability.PASSIVE_SCAN, "no", null);
        subscribe(ScanRequest.everything());
        assertThat(reader.subscription).isNotNull();
        assertThat(reader.told).containsExactly("BleUnsupportedException");
    }

    @Test
    void requestOfNothing_isAnErrorAndClosesTheScan() {
        subscribe(ScanRequest.everything());
        air.hear("a");
        reader.subscription().request(0);
        assertThat(reader.told).containsExactly("IllegalArgumentException");
        assertThat(air.closed).isEqualTo(1);
    }

    @Test
    void executorThatRefuses_isAnError() {
        BleFlow.advertisements(air, ScanRequest.everything(), task -> {
                    throw new RejectedExecutionException("closed");
                })
                .subscribe(reader);
        assertThat(reader.told).containsExactly("RejectedExecutionException");
    }

    @Test
    void noSubscriber_isRefused() {
        assertThatThrownBy(() -> BleFlow.advertisements(air, ScanRequest.everything(), INLINE)
                        .subscribe(null))
                .isInstanceOf(NullPointerException.class);
    }
}
