// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.AfterClass;

/** The rules of Reactive Streams, as its own compatibility kit asks for them. */
class FlowRulesTest {
    private static final int FEWEST_RULES = 20;

    @Test
    void publisher_keepsTheRulesOfReactiveStreams() {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG kit = new TestNG(false);
        kit.setTestClasses(new Class<?>[] {Values.class});
        kit.addListener(results);
        kit.setVerbose(0);
        kit.run();
        List<String> failures = new ArrayList<>();
        for (ITestResult failed : results.getFailedTests()) {
            failures.add(failed.getName() + ": " + failed.getThrowable());
        }
        assertThat(failures).isEmpty();
        assertThat(results.getPassedTests()).hasSizeGreaterThanOrEqualTo(FEWEST_RULES);
    }

    /** A publisher of as many values as are asked for. */
    public static final class Values extends FlowPublisherVerification<Integer> {
        private static final long MOST = 10_000;
        private final ExecutorService executor = Executors.newCachedThreadPool();

        /** For TestNG. */
        public Values() {
            super(new TestEnvironment(1000, 100, false));
        }

        /** Ends the threads. */
        @AfterClass
        public void close() {
            executor.shutdownNow();
        }

        @Override
        public long maxElementsFromPublisher() {
            return MOST;
        }

        @Override
        public Flow.Publisher<Integer> createFlowPublisher(long elements) {
            return subscriber -> {
                FlowBridge<Integer> bridge =
                        new FlowBridge<>(executor, Math.toIntExact(MOST), Overflow.DROP_OLDEST, subscriber);
                bridge.start(() -> {
                    for (int i = 0; i < elements; i++) {
                        bridge.value(i);
                    }
                    bridge.end(null);
                    return Given.subscription(() -> {});
                });
            };
        }

        @Override
        public Flow.Publisher<Integer> createFailedFlowPublisher() {
            return subscriber -> {
                FlowBridge<Integer> bridge = new FlowBridge<>(executor, 1, Overflow.DROP_OLDEST, subscriber);
                bridge.start(() -> {
                    throw new BleUnsupportedException(BleOperation.of("scan"), Capability.PASSIVE_SCAN, "no", null);
                });
            };
        }
    }
}
