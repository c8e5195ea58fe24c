// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdapterListener;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleAdapters;
import org.ravning.api.Subscription;

class LookAroundTest {
    private static final LookAround LOOK = new LookAround(Duration.ofSeconds(3), Duration.ofSeconds(30));

    private final List<String> notes = new ArrayList<>();

    @Test
    void backendsAnswerSoon_nothingIsSaid() throws InterruptedException {
        Backends backends = new Backends(Duration.ofSeconds(2), true);

        LOOK.await(backends, notes::add);

        assertThat(notes).isEmpty();
    }

    @Test
    void backendsAnswerLate_saysOnceWhatItWaitsFor() throws InterruptedException {
        Backends backends = new Backends(Duration.ofSeconds(29), true);

        LOOK.await(backends, notes::add);

        assertThat(notes).singleElement().asString().contains("waiting for", "Bluetooth");
        assertThat(backends.waited).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void noBackendEverAnswers_isAFailureInOneLine() {
        Backends backends = new Backends(Duration.ofSeconds(31), false);

        assertThatThrownBy(() -> LOOK.await(backends, notes::add))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("within 30 s");
    }

    @Test
    void oneOfTheBackendsAnswers_thatWillDo() throws InterruptedException {
        Backends backends = new Backends(Duration.ofSeconds(31), true);

        LOOK.await(backends, notes::add);

        assertThat(notes).hasSize(1);
    }

    /** Backends whose last one answers after some time; counts time instead of letting it pass. */
    private static final class Backends implements BleAdapters {
        private final Duration answer;
        private final boolean anyAnswers;
        private Duration waited = Duration.ZERO;

        Backends(Duration answer, boolean anyAnswers) {
            this.answer = answer;
            this.anyAnswers = anyAnswers;
        }

        @Override
        public boolean awaitReady(Duration timeout) {
            waited = waited.plus(timeout);
            return waited.compareTo(answer) >= 0;
        }

        @Override
        public List<BackendStatus> backends() {
            return anyAnswers ? List.of(BackendStatus.ok("bluez", "there")) : List.of();
        }

        @Override
        public List<BleAdapter> all() {
            return List.of();
        }

        @Override
        public Optional<BleAdapter> defaultAdapter() {
            return Optional.empty();
        }

        @Override
        public Subscription listen(AdapterListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
