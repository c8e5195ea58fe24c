// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;

/** Links that are there as soon as they may be, and end as soon as they must, or when the test says so. */
final class FakeLinks implements ThingLinks {
    /** Whether a link that must end has something under way. */
    volatile boolean busy;

    private final Set<ThingId> open = ConcurrentHashMap.newKeySet();
    private volatile Predicate<? super ThingId> rule = thing -> true;

    boolean may(ThingId thing) {
        return rule.test(thing);
    }

    boolean isOpen(ThingId thing) {
        return open.contains(thing);
    }

    /** What was under way is finished. */
    void finish(ThingId thing) {
        busy = false;
        open.remove(thing);
    }

    @Override
    public Link of(ThingId thing) {
        return open.contains(thing) ? Link.OPEN : Link.NONE;
    }

    @Override
    public Restriction restrict(Predicate<? super ThingId> mayLink) {
        rule = mayLink;
        return new Restriction() {
            @Override
            public void changed(ThingId thing) {
                if (rule.test(thing)) {
                    open.add(thing);
                } else if (!busy) {
                    open.remove(thing);
                }
            }

            @Override
            public void cut(ThingId thing) {
                open.remove(thing);
            }

            @Override
            public void close() {
                rule = thing -> true;
            }
        };
    }
}
