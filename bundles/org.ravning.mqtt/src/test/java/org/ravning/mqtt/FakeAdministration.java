// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;

/** Changes the things of a test, as the registry of a gateway would. */
final class FakeAdministration implements ThingAdministration {
    final List<String> permitted = new CopyOnWriteArrayList<>();
    private final FakeThings things;
    private final Map<ThingId, ThingOptions> options = new ConcurrentHashMap<>();

    FakeAdministration(FakeThings things) {
        this.things = things;
    }

    private Thing find(String nameOrId) {
        return things.find(nameOrId).orElseThrow(() -> new IllegalArgumentException("there is no " + nameOrId));
    }

    @Override
    public void rename(String nameOrId, String newName) {
        Thing old = find(nameOrId);
        things.add(new Thing(old.id(), newName, old.device(), old.model(), old.profiles(), old.properties()));
    }

    @Override
    public void remove(String nameOrId, boolean block) {
        things.remove(find(nameOrId));
    }

    @Override
    public ThingOptions options(String nameOrId) {
        return options.getOrDefault(find(nameOrId).id(), ThingOptions.NONE);
    }

    @Override
    public void setOptions(String nameOrId, ThingOptions now) {
        options.put(find(nameOrId).id(), now);
    }

    @Override
    public void permit(Duration time) {
        permitted.add(time.toString());
    }

    @Override
    public void permit(DeviceId device) {
        permitted.add(device.text());
    }

    @Override
    public void permit(ThingId device) {
        permitted.add(device.value());
    }

    @Override
    public List<Candidate> candidates() {
        return List.of();
    }

    @Override
    public void setKey(String owner, KeyKind kind, @Nullable String secret) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reload() {
        permitted.add("reload");
    }

    @Override
    public Optional<String> backup() {
        return Optional.empty();
    }
}
