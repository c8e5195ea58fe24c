// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import org.ravning.api.Capability;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Stages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about a radio that scans and hears nothing any more. Guarded by the hub's lock. */
final class SilentRadio {
    private static final Logger LOG = LoggerFactory.getLogger(SilentRadio.class);

    private final DefaultBleAdapter adapter;
    private final RadioFeed feed;
    private final CoreThreads threads;
    private final Counters counters;
    private final SilenceWatch watch = new SilenceWatch();

    SilentRadio(DefaultBleAdapter adapter, RadioFeed feed, CoreThreads threads, Counters counters) {
        this.adapter = adapter;
        this.feed = feed;
        this.threads = threads;
        this.counters = counters;
    }

    /** Checks it, switches it off and on if that is due, and returns whether its scan is to be started anew. */
    boolean check(boolean passive, boolean othersHear) {
        AirHabit.Snapshot air = feed.habit();
        long seconds = air.silence().getSeconds();
        switch (watch.check(air, passive, othersHear, mayRestart())) {
            case NONE -> {
                return false;
            }
            case RECOVERED -> {
                LOG.info("{} hears again", adapter.id());
                return false;
            }
            case RESCAN -> {
                counters.scanSilences.increment();
                String otherwise =
                        watch.steps() > 1 ? ", again; it may have to be switched off and on, or plugged anew" : "";
                LOG.warn(
                        "{} scans and has heard nothing for {} s, which is not usual here; its scan is started anew{}",
                        adapter.id(),
                        seconds,
                        otherwise);
                return true;
            }
            case RESTART -> {
                counters.scanSilences.increment();
                LOG.warn("{} still hears nothing, for {} s; it is switched off and on", adapter.id(), seconds);
                feed.restarted();
                threads.workers().execute(this::restart);
                return false;
            }
        }
        throw new IllegalStateException("no such step");
    }

    /** Links would be cut; so not while there are any. */
    private boolean mayRestart() {
        return adapter.radio().mayRestartItself()
                && adapter.capabilities().contains(Capability.RESTART)
                && adapter.connections() == 0;
    }

    private void restart() {
        try {
            Stages.onEnd(adapter.radio().restart(), (nothing, thrown) -> {
                if (thrown != null) {
                    LOG.warn("{} could not be switched off and on: {}", adapter.id(), thrown.getMessage());
                }
            });
        } catch (RuntimeException e) {
            LOG.error("{} could not be switched off and on, by a bug of its backend", adapter.id(), e);
        }
    }

    /** Says whether it hears nothing although it should, as was found at the last check. */
    boolean isSilent() {
        return watch.isSilent(feed.habit().reports());
    }
}
