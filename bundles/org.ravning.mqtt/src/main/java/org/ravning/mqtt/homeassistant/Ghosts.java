// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Thing;

/**
 * Finds configurations that an earlier run of this bridge left at the broker and that nothing stands behind any more,
 * such as an entity of a profile that changed while the gateway was off. Those of a thing that is there and does not have
 * them now are removed; those of a thing that was not heard yet stay, for it may only be asleep.
 *
 * <p>Those of the other form are handed over first (home-assistant.io/integrations/mqtt, "Migration from single component to
 * device-based discovery"), so that Home Assistant keeps what was set for the entities.
 */
public final class Ghosts implements Consumer<Message> {
    private static final Bytes MIGRATE = Bytes.ofUtf8("{\"migrate_discovery\":true}");
    private static final Duration SOON = Duration.ofMillis(200);
    private static final int MOST = 20_000;
    private static final StrictJson CONFIG = new StrictJson(1 << 20, 32);

    private final Discovery discovery;
    private final Publisher publisher;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<String>> left = new HashMap<>();
    private final Map<String, Set<String>> wanted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST;
        }
    };
    private int count;

    /** @param publisher where the configurations are */
    public Ghosts(Discovery discovery, Publisher publisher, ScheduledExecutorService timer) {
        this.discovery = discovery;
        this.publisher = publisher;
        this.timer = timer;
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
        hauntSoon(node);
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
        hauntSoon(node);
    }

    /** By then all that were left have come, and those of now wait to be sent. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    private void hauntSoon(String node) {
        try {
            timer.schedule(() -> haunt(node), SOON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // shutting down
        }
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
        Set<String> now;
        lock.lock();
        try {
            now = wanted.get(node);
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
        List<String> others = ghosts.stream().filter(discovery::isOfOtherForm).toList();
        if (now != null && !others.isEmpty()) {
            others.forEach(topic -> publisher.pass(topic, MIGRATE));
            now.forEach(publisher::renew);
        }
        ghosts.forEach(publisher::purge);
    }
}
