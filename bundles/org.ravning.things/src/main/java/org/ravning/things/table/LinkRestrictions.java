// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.function.Predicate;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.things.link.LinkRule;
import org.ravning.things.link.ThingLink;
import org.ravning.things.time.Time;

/** Lets others say which things may be connected to. Holds no lock while it calls links or asks a rule. */
public final class LinkRestrictions implements ThingLinks {
    /** Who restricted links may come back, with new settings; meanwhile none is made. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);

    private final ThingView view;
    private final LinkRule rule;
    private final Time time;

    /** Restricts nothing yet. */
    public LinkRestrictions(ThingView view, LinkRule rule, Time time) {
        this.view = view;
        this.rule = rule;
        this.time = time;
    }

    @Override
    public Link of(ThingId thing) {
        ThingLink link = view.link(thing);
        return link == null ? Link.NONE : link.state();
    }

    @Override
    public Restriction restrict(Predicate<? super ThingId> mayLink) {
        Restricted restricted = new Restricted(mayLink);
        rule.restrict(restricted);
        view.links().forEach(rule::review);
        return restricted;
    }

    private final class Restricted implements Restriction, Predicate<ThingId> {
        private final Predicate<? super ThingId> mayLink;
        private volatile boolean ended;

        Restricted(Predicate<? super ThingId> mayLink) {
            this.mayLink = mayLink;
        }

        @Override
        public boolean test(ThingId thing) {
            return !ended && mayLink.test(thing);
        }

        @Override
        public void changed(ThingId thing) {
            ThingLink link = view.link(thing);
            if (link != null) {
                rule.review(thing, link);
            }
        }

        @Override
        public void cut(ThingId thing) {
            ThingLink link = view.link(thing);
            if (link != null) {
                link.leave(true);
            }
        }

        @Override
        public void close() {
            if (!ended) {
                ended = true;
                view.links().forEach(rule::review);
                time.after(AFTERWARDS, this::lift);
            }
        }

        private void lift() {
            if (rule.lift(this)) {
                view.links().forEach(rule::review);
            }
        }
    }
}
