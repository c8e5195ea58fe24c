// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

/**
 * Renews everything that a gateway has, in one message.
 *
 * @param gateway whose
 * @param session made up at each start
 * @param sequence one more each time
 * @param ready whether it takes part already
 * @param leaving whether it ends now; its things may be taken at once
 * @param things how many things it has
 */
record Heartbeat(String gateway, String session, long sequence, boolean ready, boolean leaving, int things) {}
