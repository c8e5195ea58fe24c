// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleScanner;
import org.ravning.api.Subscription;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.ravning.things.command.AirAnswer;
import org.ravning.things.command.CommandCheck;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.key.KeyVault;
import org.ravning.things.link.LinkContext;
import org.ravning.things.link.LinkRule;
import org.ravning.things.link.Permits;
import org.ravning.things.link.ThingLink;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;
import org.ravning.things.table.LinkRestrictions;
import org.ravning.things.table.Optimism;
import org.ravning.things.table.ThingCounters;
import org.ravning.things.table.ThingTable;
import org.ravning.things.time.Ticker;
import org.ravning.things.time.Time;

/** The thing registry, put together; free of OSGi. */
final class DefaultThingRegistry implements ThingRegistry, AutoCloseable {
    /** Half of the threads for links. */
    private static final int UNASKED_VISITS = 8;
    /** How often it is looked whether the file of keys has changed. */
    private static final Duration KEYS_LOOK = Duration.ofSeconds(5);
    /** How often what was learned of intervals is kept, and at the end. */
    private static final Duration INTERVALS_KEPT = Duration.ofHours(1);

    private final ThingCounters counters = new ThingCounters();
    private final ThingFeeds feeds;
    private final ThingTable table;
    private final ThingLinks links;
    private final AdvertisementIntake intake;
    private final ScanKeeper scan;
    private final ThingHealth health;
    private final Time time;
    private final KeyVault keys;
    private final Executor worker;
    private final List<Ticker> tickers = new CopyOnWriteArrayList<>();

    DefaultThingRegistry(Bluetooth bluetooth, ThingSettings settings, ThingRecords records, Threads threads) {
        Time time = threads.time();
        this.time = time;
        this.keys = settings.keys();
        this.worker = threads.scan();
        feeds = new ThingFeeds(threads.listeners(), time, settings.eventQueue(), settings.eventAge());
        LinkRule rule = new LinkRule();
        LinkContext context = new LinkContext(
                bluetooth.central(),
                settings,
                time,
                threads.links(),
                threads.listeners(),
                new Permits(UNASKED_VISITS),
                rule,
                threads.random());
        table = new ThingTable(settings, records, time, feeds, counters, context);
        links = new LinkRestrictions(table.view(), rule, time);
        intake = new AdvertisementIntake(table, counters, settings.keys(), records);
        scan = new ScanKeeper(bluetooth.scanner(), intake, threads.scan(), time);
        health = new ThingHealth(bluetooth.adapters(), table, intake, scan, feeds, counters);
    }

    /**
     * Where advertisements and links come from.
     *
     * @param scanner hears
     * @param central connects
     * @param adapters tells why nothing is heard
     */
    record Bluetooth(BleScanner scanner, BleCentral central, BleAdapters adapters) {}

    /**
     * Where work is done.
     *
     * @param time the time
     * @param listeners calls listeners
     * @param links connects, reads and writes
     * @param scan starts the scan
     * @param random 0 to 1
     */
    record Threads(Time time, Executor listeners, Executor links, Executor scan, DoubleSupplier random) {}

    /** Begins to listen; returns at once. */
    void start() {
        scan.start();
        if (keys.isInFile()) {
            tickers.add(Ticker.start(time, KEYS_LOOK, worker, keys::refresh));
        }
        tickers.add(Ticker.start(time, INTERVALS_KEPT, worker, table::keepIntervals));
    }

    ThingAdministration administration() {
        return table.administration();
    }

    ThingLinks links() {
        return links;
    }

    void add(Profile profile) {
        table.add(profile);
    }

    void remove(Profile profile) {
        table.remove(profile);
    }

    @Override
    public List<Thing> things() {
        return table.view().things();
    }

    @Override
    public Optional<Thing> find(String nameOrId) {
        return Optional.ofNullable(table.view().find(nameOrId));
    }

    @Override
    public Optional<ThingState> state(ThingId thing) {
        return Optional.ofNullable(table.view().state(thing));
    }

    @Override
    public List<ProfileInfo> profiles() {
        return table.profileSet().infos();
    }

    @Override
    public Subscription listen(ThingListener listener) {
        return table.listen(listener);
    }

    @Override
    public CompletionStage<CommandResult> submit(Command command) {
        return counters.counting(carryOut(command));
    }

    private CompletionStage<CommandResult> carryOut(Command command) {
        Thing thing = table.view().find(command.thing());
        if (thing == null) {
            return CompletableFuture.completedFuture(CommandCheck.unknownThing(command.thing()));
        }
        ThingLink link = table.view().link(thing.id());
        boolean complete = link == null || link.isPlanned();
        CommandResult.Failure refused =
                CommandCheck.reject(command, thing, complete).orElse(null);
        if (refused != null) {
            return CompletableFuture.completedFuture(
                    CommandResult.refused(CommandResult.Status.ERROR, refused.code(), refused.message()));
        }
        ThingState state = table.view().state(thing.id());
        if (link == null || complete && !CommandCheck.needsDevice(command, thing)) {
            return CompletableFuture.completedFuture(
                    state == null ? CommandCheck.unknownThing(command.thing()) : AirAnswer.of(state, command.get()));
        }
        table.want(thing.id());
        Optional<Optimism.Bet> bet = table.optimism().assume(thing.id(), command);
        CompletionStage<CommandResult> result = link.submit(command);
        return bet.isPresent()
                ? result.thenApply(answer -> {
                    table.optimism().settle(bet.get(), answer);
                    return answer;
                })
                : result;
    }

    Health health() {
        return health.health();
    }

    @Override
    public void close() {
        tickers.forEach(Ticker::close);
        scan.close();
        table.close();
        feeds.close();
    }
}
