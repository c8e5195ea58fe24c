// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Thing;

/**
 * Finds configurations that an earlier run of this bridge left at the broker and that nothing stands behind any more,
 * such as an entity of a profile that changed while the gateway was off. Those of a thing that is there and does not have
 * them now are removed; those of a thing that was not heard yet stay, for it may only be asleep.
 */
public final class Ghosts implements Consumer<Message> {
    private static final int MOST = 20_000;
    private static final StrictJson CONFIG = new StrictJson(1 << 20, 32);

    private final Discovery discovery;
    private final Consumer<String> remove;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<String>> left = new HashMap<>();
    private final Map<String, Set<String>> wanted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST;
        }
    };
    private int count;

    /** @param remove removes what is retained under a topic */
    public Ghosts(Discovery discovery, Consumer<String> remove) {
        this.discovery = discovery;
        this.remove = remove;
    }

    /** Takes in how a thing is described now. */
    public void described(Thing thing, Map<String, JsonObject> configs) {
        String node = Discovery.nodeId(thing);
        lock.lock();
        try {
            wanted.put(node, Set.copyOf(configs.keySet()));
        } finally {
            lock.unlock();
        }
        haunt(node);
    }

    /** Takes a configuration as it was left. */
    @Override
    public void accept(Message message) {
        String node = discovery.nodeOf(message.topic());
        if (node == null || !message.retained() || message.payload().isEmpty() || !isOurs(message)) {
            return;
        }
        lock.lock();
        try {
            if (count >= MOST) {
                return;
            }
            count++;
            left.computeIfAbsent(node, n -> new HashSet<>()).add(message.topic());
        } finally {
            lock.unlock();
        }
        haunt(node);
    }

    private boolean isOurs(Message message) {
        try {
            return CONFIG.parse(message.payload()) instanceof JsonObject json && discovery.isOurs(json);
        } catch (BadPayloadException e) {
            return false;
        }
    }

    private void haunt(String node) {
        Set<String> ghosts = new HashSet<>();
        lock.lock();
        try {
            Set<String> now = wanted.get(node);
            Set<String> then = left.get(node);
            if (now != null && then != null) {
                left.remove(node);
                count -= then.size();
                ghosts.addAll(then);
                ghosts.removeAll(now);
            }
        } finally {
            lock.unlock();
        }
        ghosts.forEach(remove);
    }
}
