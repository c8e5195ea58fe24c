// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.broker;

import org.ravning.api.Bytes;

/** Hears the broker; calls are serial for one connection and must not block. */
public interface FeedListener {
    /** A message came. */
    void onMessage(String topic, Bytes payload, boolean retained);

    /** What came is no message, or one that the client cannot read; the connection goes on. */
    void onDropped(String why);

    /** A connection was made; the line says what is wrong with it, or is empty. */
    void onConnected(String but);

    /** There is no connection, for that reason; it is tried again. */
    void onDisconnected(String why);
}
