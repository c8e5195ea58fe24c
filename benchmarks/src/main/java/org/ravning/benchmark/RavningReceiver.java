// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;

/** The whole path of Ravning, as an application of the plain JARs has it: a scan, and a listener that counts. */
final class RavningReceiver {
    private RavningReceiver() {}

    /** Runs it: {@code address packets}. */
    public static void main(String... arguments) throws Exception {
        Tally tally = new Tally(Long.parseLong(arguments[1]));
        RavningOptions options = new RavningOptions(Set.of("bluez"), Map.of("bluez.bus", arguments[0]));
        try (Ravning ravning = Ravning.open(options)) {
            ravning.adapters().awaitReady(Duration.ofSeconds(10));
            ScanRequest everything =
                    ScanRequest.builder().queueCapacity(100_000).build();
            try (Subscription scan = ravning.scanner().scan(everything, heard -> tally.heard())) {
                tally.await();
                tally.heap();
                tally.dropped(scan.dropped());
            }
        }
        tally.print();
        System.exit(0);
    }
}
