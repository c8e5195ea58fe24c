// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ravning.api.AdapterListener;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleException;
import org.ravning.api.health.Health;
import org.ravning.codec.PrintableText;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Unit;

/** Tells a person at the terminal, a line each, what the gateway finds and where it can be seen. */
final class Announcer implements AdapterListener, ThingListener {
    private static final int LINE_LIMIT = 300;
    private static final Pattern BROKER_ADDRESS = Pattern.compile("tcp://([^:/ ]+):(\\d{1,5})");

    private final PrintStream out;
    private final Set<ThingId> toldThings = new HashSet<>();
    private final Map<String, String> toldParts = new HashMap<>();
    private final Set<String> adapters = new HashSet<>();
    private boolean toldNext;

    Announcer(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void onAdapterAdded(BleAdapter adapter) {
        adapters.add(adapter.id().toString());
        tell("adapter", describe(adapter));
    }

    @Override
    public synchronized void onAdapterChanged(BleAdapter adapter) {
        tell("adapter", describe(adapter));
    }

    @Override
    public synchronized void onAdapterRemoved(BleAdapter adapter, BleException cause) {
        adapters.remove(adapter.id().toString());
        tell("adapter", adapter.id() + " left: " + cause.getMessage());
    }

    @Override
    public synchronized void onBackendStatus(BackendStatus status) {
        if (!status.isOk()) {
            tellChange("backend " + status.backend(), "adapter", waiting(status));
        }
    }

    @Override
    public synchronized void onState(Thing thing, ThingState state, Set<String> told) {
        if (!told.isEmpty() && toldThings.add(thing.id())) {
            tell("thing", thing.name() + " (" + model(thing) + ", " + thing.device() + "): " + readings(thing, state));
        }
    }

    @Override
    public synchronized void onThingRemoved(Thing thing) {
        if (toldThings.remove(thing.id())) {
            tell("thing", thing.name() + " left: no profile serves it now");
        }
    }

    @Override
    public synchronized void onAvailability(Thing thing, Availability availability) {
        if (availability == Availability.OFFLINE && toldThings.contains(thing.id())) {
            tell("thing", thing.name() + " is not heard any more");
        }
    }

    @Override
    public synchronized void onCandidate(Candidate candidate) {
        tell(
                "device",
                candidate.device() + " (" + candidate.model() + ") is no thing: "
                        + candidate.reason().advice());
    }

    /** Tells how a part is, if that changed; with the first broker that is reached, what to do next. */
    synchronized void part(String name, Health health) {
        tellChange(name, name, health.summary());
        if ("mqtt".equals(name) && health.level() == Health.Level.OK && !toldNext) {
            toldNext = true;
            tell(
                    "next",
                    "mosquitto_sub" + place(health.summary())
                            + " -t 'ravning/#' -v shows everything; Home Assistant finds the things by itself");
        }
    }

    /** Tells that no radio was found, if none was; called once, after a while. */
    synchronized void afterAWhile(List<BackendStatus> backends) {
        if (adapters.isEmpty()) {
            backends.stream()
                    .filter(BackendStatus::isOk)
                    .forEach(status -> tellChange("backend " + status.backend(), "adapter", waiting(status)));
            if (backends.isEmpty()) {
                tell("adapter", "none: no backend for this operating system has answered yet");
            }
        }
    }

    private void tellChange(String key, String label, String line) {
        if (!line.equals(toldParts.put(key, line))) {
            tell(label, line);
        }
    }

    private void tell(String label, String line) {
        out.println(PrintableText.of(String.format("  %-8s %s", label, line), LINE_LIMIT));
        out.flush();
    }

    /** Returns the options that make mosquitto_sub find a broker which is not where it looks by itself. */
    private static String place(String summary) {
        Matcher address = BROKER_ADDRESS.matcher(summary);
        if (!address.find()) {
            return "";
        }
        String host = address.group(1);
        String port = address.group(2);
        boolean here = host.equals("127.0.0.1") || host.equals("localhost");
        return (here ? "" : " -h " + host) + (port.equals("1883") ? "" : " -p " + port);
    }

    private static String waiting(BackendStatus status) {
        return "none: " + status.message() + (status.hint().isEmpty() ? "" : "; " + status.hint())
                + "; waiting for one to appear";
    }

    private static String describe(BleAdapter adapter) {
        return adapter.id() + " " + (adapter.address() == null ? "" : adapter.address() + " ") + adapter.label() + ", "
                + switch (adapter.state()) {
                    case POWERED_ON -> "powered on";
                    case POWERED_OFF -> "powered off: switch it on to hear devices";
                    case GONE -> "gone";
                };
    }

    private static String model(Thing thing) {
        String manufacturer = thing.model().manufacturer();
        return (manufacturer == null ? "" : manufacturer + " ") + thing.model().model();
    }

    static String readings(Thing thing, ThingState state) {
        List<String> parts = new ArrayList<>();
        state.values()
                .forEach((name, told) -> parts.add(name + " "
                        + (told.value() == null
                                ? "-"
                                : told.value()
                                        + thing.property(name)
                                                .map(Property::unit)
                                                .map(Unit::symbol)
                                                .map(unit -> " " + unit)
                                                .orElse(""))));
        return parts.stream().limit(8).collect(Collectors.joining(", ")) + (parts.size() > 8 ? ", ..." : "");
    }
}
