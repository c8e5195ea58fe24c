// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoverTest {
    private static final Duration TIME = Duration.ofSeconds(5);

    /** A scanner that hears these, and can be asked whether its stream was closed. */
    private static final class Air implements BleScanner {
        private final List<Advertisement> hears;
        private boolean closed;

        Air(Advertisement... hears) {
            this.hears = List.of(hears);
        }

        @Override
        public Optional<Sighting> lastHeard(DeviceId device) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AdvertisementStream stream(ScanRequest request) {
            return new AdvertisementStream() {
                @Override
                public Optional<Advertisement> next(Duration timeout) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Iterable<Advertisement> within(Duration time) {
                    assertThat(time).isEqualTo(TIME);
                    return hears;
                }

                @Override
                public long dropped() {
                    return 0;
                }

                @Override
                public boolean isActive() {
                    return !closed;
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        @Override
        public Subscription scan(ScanRequest request, AdvertisementListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Advertisement> findFirst(
                ScanRequest request, Predicate<? super Advertisement> match, Duration timeout) {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void discover_returnsTheNewestOfEachDeviceAndCloses() throws Exception {
        Air air =
                new Air(Given.advertisement(1, "old"), Given.advertisement(2, "other"), Given.advertisement(1, "new"));
        assertThat(air.discover(ScanRequest.everything(), TIME))
                .extracting(Advertisement::localName)
                .containsExactly("other", "new");
        assertThat(air.closed).isTrue();
    }

    @Test
    void discover_interrupted_throwsAndCloses() {
        Air air = new Air();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> air.discover(ScanRequest.everything(), TIME)).isInstanceOf(InterruptedException.class);
        assertThat(air.closed).isTrue();
    }
}
