// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.ThingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which things may be connected to: all, unless somebody restricts it. To be asked with no lock held. */
public final class LinkRule {
    private static final Logger LOG = LoggerFactory.getLogger(LinkRule.class);

    private final AtomicReference<@Nullable Predicate<? super ThingId>> restriction = new AtomicReference<>();

    boolean admits(ThingId thing) {
        Predicate<? super ThingId> now = restriction.get();
        try {
            return now == null || now.test(thing);
        } catch (RuntimeException e) {
            LOG.error("Cannot tell whether {} may be connected to; it is not", thing, e);
            return false;
        }
    }

    /** Refuses to connect to a thing that may not be connected to. */
    void check(ThingId thing, DeviceId device) throws BleUnavailableException {
        if (!admits(thing)) {
            throw new BleUnavailableException(
                    new BleOperation("connect", device, null),
                    BleUnavailableException.Reason.FAILED,
                    "another gateway has this thing",
                    "",
                    null);
        }
    }

    /** Restricts links in place of who did before. */
    public void restrict(Predicate<? super ThingId> next) {
        restriction.set(next);
    }

    /** Ends this restriction, unless another took its place; returns whether it did. */
    public boolean lift(Predicate<? super ThingId> old) {
        return restriction.compareAndSet(old, null);
    }

    /** Has the link of a thing do as it may now. */
    public void review(ThingId thing, ThingLink link) {
        if (!admits(thing)) {
            link.leave(false);
        }
        // Asked again: it may have been allowed before the link was told to end.
        if (admits(thing)) {
            link.allow();
        }
    }
}
