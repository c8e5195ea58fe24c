// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that take all the processor time they are given. */
final class BusyLoops implements AutoCloseable {
    private final List<ChildProcess> loops = new ArrayList<>();

    private BusyLoops() {}

    static BusyLoops start(int count) throws IOException {
        BusyLoops all = new BusyLoops();
        for (int i = 0; i < count; i++) {
            all.loops.add(ChildProcess.of(new ProcessBuilder("sh", "-c", "while :; do :; done")));
        }
        return all;
    }

    @Override
    public void close() {
        loops.forEach(ChildProcess::close);
    }
}
