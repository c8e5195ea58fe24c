// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that hold a retained message, up to a limit. */
final class RetainedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(RetainedTopics.class);

    private final int limit;
    private final Set<String> topics = new HashSet<>();
    private Set<String> cleared = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong refused = new AtomicLong();

    RetainedTopics(int limit) {
        this.limit = limit;
    }

    /** Whether the topic may hold a message: it does so already, or there is room for one more. */
    boolean admit(String topic) {
        lock.lock();
        try {
            if (topics.contains(topic) || topics.size() < limit && cleared.size() < limit && topics.add(topic)) {
                return true;
            }
        } finally {
            lock.unlock();
        }
        if (refused.getAndIncrement() == 0) {
            LOG.warn(
                    "Embedded MQTT broker holds retained messages on {} topics and takes no more: raise maxRetained",
                    limit);
        }
        return false;
    }

    /** Takes note that the topic holds nothing any more; returns whether it held something. */
    boolean clear(String topic) {
        lock.lock();
        try {
            return topics.remove(topic) && cleared.add(topic);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the topics that were cleared since the last call. */
    Set<String> takeCleared() {
        lock.lock();
        try {
            Set<String> taken = cleared;
            cleared = new HashSet<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps for the next call of {@link #takeCleared()} what still holds a message; not what holds one again. */
    void putBack(String topic) {
        lock.lock();
        try {
            if (!topics.contains(topic)) {
                cleared.add(topic);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many topics hold a message. */
    long size() {
        lock.lock();
        try {
            return topics.size();
        } finally {
            lock.unlock();
        }
    }

    /** Retained messages that were passed on but not kept. */
    long refused() {
        return refused.get();
    }
}
