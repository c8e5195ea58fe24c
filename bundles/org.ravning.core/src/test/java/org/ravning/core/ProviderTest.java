// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.GivenBackend;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeBackend;

@ExtendWith(ThreadLeakCheck.class)
class ProviderTest {
    @Test
    void open_withoutBackends_worksAndSaysThatThereIsNone() throws Exception {
        try (Ravning ravning = Ravning.open()) {
            assertThat(ravning.adapters().all()).isEmpty();
            assertThatThrownBy(() -> ravning.scanner().scan(ScanRequest.everything(), heard -> {}))
                    .isInstanceOfSatisfying(
                            BleUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.NO_BACKEND));
        }
    }

    @Test
    void open_namedBackendThatIsMissing_saysWhatThereIs() {
        assertThatThrownBy(() -> Ravning.open(new RavningOptions(Set.of("bluezz"), Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no backend bluezz on the class path; there is given");
    }

    @Test
    void scan_rightAfterOpening_waitsForTheBackendToAnswer() throws Exception {
        FakeBackend backend = FakeBackend.with("hci0");
        try (Ravning ravning = GivenBackend.open(backend);
                Subscription scan = ravning.scanner().scan(ScanRequest.everything(), heard -> {})) {
            assertThat(scan.isActive()).isTrue();
        }
        assertThat(backend.stops()).isEqualTo(1);
    }

    @Test
    void close_twice_orWithEverythingOpen_endsAll() throws Exception {
        FakeBackend backend = FakeBackend.with("hci0");
        Ravning ravning = GivenBackend.open(backend);
        Subscription scan = ravning.scanner().scan(ScanRequest.everything(), heard -> {});
        ravning.close();
        ravning.close();
        assertThat(scan.isActive()).isFalse();
        assertThat(ravning.adapters().all()).isEmpty();
        assertThat(ravning.adapters().awaitReady(Duration.ofMillis(10))).isTrue();
        assertThatThrownBy(() -> ravning.scanner()
                        .scan(ScanRequest.builder().waitForAdapter(true).build(), heard -> {}))
                .isInstanceOf(IllegalStateException.class);
        scan.close();
    }
}
