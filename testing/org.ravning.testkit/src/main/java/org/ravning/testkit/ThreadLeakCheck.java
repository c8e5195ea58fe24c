// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a thread behind whose name begins with {@code ravning-} and that was not there before.
 */
public final class ThreadLeakCheck implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(ThreadLeakCheck.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(SPACE).put("before", ours().keySet());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Set<?> before = context.getStore(SPACE).get("before", Set.class);
        Await.until("no ravning thread is left of " + ours(), () -> before.containsAll(ours().keySet()));
    }

    /** Returns the threads of ours that live now. */
    public static Map<Thread, String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ravning-"))
                .collect(Collectors.toMap(thread -> thread, Thread::getName));
    }
}
