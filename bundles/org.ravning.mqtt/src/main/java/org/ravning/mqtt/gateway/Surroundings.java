// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.List;

/** What the arbiter acts upon. Called on the arbiter's thread; nothing may block. */
interface Surroundings {
    /** Publishes a claim of ours, retained, now and after each connect. */
    void claim(String thing, Claim claim);

    /** Publishes a claim of another, retained, once. */
    void pass(String thing, Claim claim);

    /** Has nothing more to say about a thing, also not after a connect. */
    void forget(String thing);

    /** Publishes a renewal, if the broker is there now. */
    void beat(Heartbeat beat);

    /** Publishes what is heard, if the broker is there now. */
    void report(Report report);

    /** This gateway has the thing from now on. */
    void gained(String thing);

    /** This gateway does not have the thing from now on; after this returns it does nothing for it. Its link ends at once. */
    void lost(String thing);

    /** The same, but what is under way over its link is finished before that ends. */
    void released(String thing);

    /** Says whether there is a link to the thing here, or one is being made or ended. */
    boolean isLinked(String thing);

    /** Something is to be told of who hears a thing that this gateway has. */
    void hears(String thing);

    /** This was said of a thing, at another gateway. */
    void said(String thing, Claim.Said said);

    /** Returns what this gateway has been told of a thing. */
    Claim.Said said(String thing);

    /** Says whether a command for the thing is under way here. */
    boolean isBusy(String thing);

    /** Returns the keys of commands for the thing that were carried out here, newest last. */
    List<String> done(String thing);
}
