// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleScanner;
import org.ravning.api.DeviceId;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.mqtt.advertisement.AdvertisementPublisher;
import org.ravning.mqtt.bridge.BridgePublisher;
import org.ravning.mqtt.bridge.Parts;
import org.ravning.mqtt.broker.LocalBroker;
import org.ravning.mqtt.command.CommandJournal;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.command.RetainedCommands;
import org.ravning.mqtt.command.ThingCommands;
import org.ravning.mqtt.gateway.CommandDesk;
import org.ravning.mqtt.gateway.GatewayLinks;
import org.ravning.mqtt.gateway.GatewaySettings;
import org.ravning.mqtt.gateway.LocalThings;
import org.ravning.mqtt.gateway.Ownership;
import org.ravning.mqtt.gateway.SharedHome;
import org.ravning.mqtt.gatt.DeviceRequests;
import org.ravning.mqtt.gatt.GattAccess;
import org.ravning.mqtt.gatt.GattCommands;
import org.ravning.mqtt.gatt.GattLanes;
import org.ravning.mqtt.homeassistant.Discovery;
import org.ravning.mqtt.homeassistant.RememberedDescriptions;
import org.ravning.mqtt.homie.Homie;
import org.ravning.mqtt.homie.HomieMemory;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.request.AdapterRequests;
import org.ravning.mqtt.request.BridgeRequests;
import org.ravning.mqtt.request.ScanRequests;
import org.ravning.mqtt.request.ThingRequests;
import org.ravning.mqtt.session.BrokerChoice;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.session.LastWills;
import org.ravning.mqtt.session.Outbox;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.session.Session;
import org.ravning.mqtt.thing.Descriptions;
import org.ravning.mqtt.thing.ThingPublisher;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.ThingRegistry;

/** The bridge, put together; free of OSGi. Parts of the gateway may come and go at any time, on any thread. */
final class MqttBridge implements HealthSource, AutoCloseable {
    private static final Duration GATT_IDLE = Duration.ofSeconds(10);

    private final MqttSettings settings;
    private final MqttThreads threads;
    private final BrokerChoice choice;
    private final GattAccess access;
    private final Counters counters;
    private final Session session;
    private final ThingPublisher thingPublisher;
    private final BridgePublisher bridgePublisher;
    private final GattLanes lanes;
    private final ScanRequests scans;
    private final ResponseDesk desk;
    private final LastWills wills;
    private final Homie homie;
    private final News news;
    private final Optional<SharedHome> home;
    private final List<Consumer<Message>> hearers = new CopyOnWriteArrayList<>();
    private final List<HealthSource> sources = new CopyOnWriteArrayList<>();
    private final Slot<ThingRegistry> things = new Slot<>();
    private final Slot<ThingAdministration> administration = new Slot<>();
    private final Slot<ThingLinks> links = new Slot<>();
    private final Slot<BleAdapters> adapters = new Slot<>();
    private final Slot<BleCentral> central = new Slot<>();
    private final Slot<BleScanner> scanner = new Slot<>();
    private volatile boolean started;

    /**
     * Puts it together; it does not connect before {@link #start}.
     *
     * @param journal remembers commands; closed with the bridge
     * @param memory remembers what was published by Homie's convention
     * @throws IllegalArgumentException if a setting cannot be used
     */
    MqttBridge(MqttSettings settings, String version, MqttThreads threads, CommandJournal journal, HomieMemory memory) {
        this.settings = settings;
        this.threads = threads;
        Topics topics = settings.topics();
        counters = new Counters();
        choice = new BrokerChoice(
                settings.broker(), settings.clientId(), settings.login(), settings.tls(), settings.keepAliveSeconds());
        access = GattAccess.of(settings.gattAccess(), settings.gattAllow(), choice::isLocal);
        Optional<Discovery> discovery =
                settings.discoveryPrefix().map(p -> new Discovery(topics, p, version, settings.discoveryForm()));
        session = new Session(
                choice,
                settings.transports(),
                new Session.Dialogue(
                        BridgePublisher.online(topics),
                        BridgePublisher.offline(topics),
                        filters(settings, discovery),
                        message -> hearers.forEach(hearer -> hearer.accept(message))),
                Outbox.Limits.DEFAULT,
                counters,
                threads.clock(),
                threads.loop());
        Publisher publisher = session.publisher();
        desk = new ResponseDesk(publisher, counters, threads.clock(), journal);
        desk.tend(threads.loop());
        lanes = new GattLanes(central::get, publisher, threads.clock(), threads.workers(), threads.loop(), GATT_IDLE);
        home = settings.gateway().map(shared -> share(shared, counters));
        Optional<RememberedDescriptions> descriptions = discovery.map(
                d -> new RememberedDescriptions(d, publisher, session::isConnected, threads.clock(), threads.loop()));
        thingPublisher = new ThingPublisher(
                topics,
                publisher,
                descriptions.<Descriptions>map(d -> d).orElse(Descriptions.NONE),
                settings.delivery(),
                home.<Ownership>map(shared -> shared).orElse(Ownership.ALONE),
                settings.repeat(),
                threads.clock(),
                threads.loop());
        bridgePublisher =
                new BridgePublisher(topics, publisher, new PartsNow(), version, threads.clock(), threads.loop());
        scans = new ScanRequests(scanner::get, things::get, threads.workers(), threads.loop(), settings.clientId());
        wills = new LastWills(
                choice, settings.transports(), threads.loop(), settings.homie().wills() + 1);
        homie = homie(topics, counters, memory);
        news = new News(thingPublisher, homie, bridgePublisher);
        MessageRouter router = router(topics, counters);
        hearers.add(home.<Consumer<Message>>map(shared -> shared).orElse(router));
        home.ifPresent(shared -> {
            sources.add(shared);
            shared.listen(thingPublisher);
            shared.listen(homie);
            shared.start(new CommandDesk.Carrier(router, settings.json(), settings.commandTime()));
        });
        hearers.add(homie);
        descriptions.ifPresent(d -> {
            d.listen(thingPublisher::gained);
            hearers.add(d);
        });
        discovery.ifPresent(d -> {
            hearers.add(new HomeAssistantBirth(d.birthTopic(), session::publishAgain, threads.loop()));
            d.bridge().forEach((topic, json) -> publisher.retain(topic, Json.bytes(json)));
        });
    }

    private SharedHome share(GatewaySettings shared, Counters counters) {
        SharedHome.Equipment equipment = new SharedHome.Equipment(
                session.publisher(), session::isConnected, desk, counters, threads.clock(), threads.loop());
        GatewayLinks follow = new GatewayLinks(things::get, lanes);
        LocalThings local = new LocalThings(things::get, administration::get, threads.workers(), follow);
        return new SharedHome(shared, settings.topics(), equipment, local, follow);
    }

    private Runnable removing(String nameOrId, boolean block) {
        ThingRegistry registry = things.get();
        Optional<ThingId> thing =
                registry == null ? Optional.empty() : registry.find(nameOrId).map(Thing::id);
        return () -> home.ifPresent(shared -> thing.ifPresent(id -> shared.removed(id, block)));
    }

    private MessageRouter router(Topics topics, Counters counters) {
        StrictJson json = settings.json();
        Duration time = settings.commandTime();
        ThingCommands commands = commands(topics, json, counters);
        GattCommands gatt = new GattCommands(topics, json, time, access, lanes, desk, counters, threads.clock());
        RetainedCommands retained = new RetainedCommands(json, desk, counters, threads.clock());
        return new MessageRouter(topics, commands, gatt, requests(topics, json, counters), retained);
    }

    private ThingCommands commands(Topics topics, StrictJson json, Counters counters) {
        return new ThingCommands(
                topics, json, settings.commandTime(), things::get, desk, counters, threads.clock(), threads.loop());
    }

    private Homie homie(Topics topics, Counters counters, HomieMemory memory) {
        StrictJson json = settings.json();
        Homie.Surroundings with = new Homie.Surroundings(
                topics,
                settings.clientId(),
                commands(topics, json, counters),
                new RetainedCommands(json, desk, counters, threads.clock()),
                json,
                counters,
                settings.repeat(),
                home.<Ownership>map(shared -> shared).orElse(Ownership.ALONE));
        return new Homie(settings.homie(), session.publisher(), wills, memory, with, threads.clock(), threads.loop());
    }

    private BridgeRequests requests(Topics topics, StrictJson json, Counters counters) {
        DeviceRequests devices = new DeviceRequests(access, lanes, things::get, threads.clock());
        AdapterRequests radios = new AdapterRequests(adapters::get, threads.clock(), threads.workers());
        ThingRequests changes = new ThingRequests(administration::get, threads.workers(), this::removing);
        BridgeRequests requests =
                new BridgeRequests(topics, json, settings.commandTime(), desk, counters, threads.clock());
        changes.addTo(requests);
        return requests.with("connect", devices::connect)
                .with("disconnect", devices::disconnect)
                .with("pair", devices::pair)
                .with("forget", devices::forget)
                .with("services", devices::services)
                .with("session", devices::session)
                .with("scan", scans::scan)
                .with("restart-adapter", radios::restart)
                .with("health", bridgePublisher::health);
    }

    private static List<String> filters(MqttSettings settings, Optional<Discovery> discovery) {
        List<String> filters = new ArrayList<>(MessageRouter.filters(settings.topics()));
        filters.addAll(Homie.filters(settings.homie(), settings.gateway().isPresent()));
        settings.gateway().ifPresent(shared -> filters.addAll(SharedHome.filters(settings.topics())));
        discovery.ifPresent(d -> {
            filters.add(d.birthTopic());
            filters.addAll(d.configTopics());
        });
        return List.copyOf(filters);
    }

    /** Connects as soon as there is who keeps the things: a bridge that is online can be asked and told everything. */
    void start() {
        started = true;
        connect();
    }

    private void connect() {
        if (started && things.get() != null) {
            session.start();
        }
    }

    void offer(LocalBroker broker) {
        choice.offer(broker);
        if (choice.isEmbedded()) {
            start();
        }
    }

    void withdraw(LocalBroker broker) {
        choice.withdraw(broker);
    }

    void addHealth(HealthSource source) {
        sources.add(source);
    }

    void removeHealth(HealthSource source) {
        sources.remove(source);
    }

    void setThings(ThingRegistry registry) {
        things.set(registry, now -> now.listen(news));
        connect();
        bridgePublisher.changed();
    }

    void unsetThings(ThingRegistry registry) {
        if (things.unset(registry)) {
            thingPublisher.allOffline();
            homie.allDisconnected();
            bridgePublisher.changed();
        }
    }

    void setAdministration(ThingAdministration now) {
        administration.set(now, a -> () -> {});
    }

    void unsetAdministration(ThingAdministration old) {
        administration.unset(old);
    }

    void setLinks(ThingLinks all) {
        links.set(all, now -> home.map(shared -> shared.restrict(now)).orElse(() -> {}));
    }

    void unsetLinks(ThingLinks old) {
        links.unset(old);
    }

    void setAdapters(BleAdapters all) {
        adapters.set(all, now -> now.listen(news));
        bridgePublisher.changed();
    }

    void unsetAdapters(BleAdapters all) {
        if (adapters.unset(all)) {
            bridgePublisher.changed();
        }
    }

    void setCentral(BleCentral now) {
        central.set(now, c -> () -> {});
    }

    void unsetCentral(BleCentral old) {
        central.unset(old);
    }

    void setScanner(BleScanner now) {
        scanner.set(now, this::advertisements);
    }

    void unsetScanner(BleScanner old) {
        scanner.unset(old);
    }

    private AutoCloseable advertisements(BleScanner with) {
        if (!settings.advertisements().enabled()) {
            return () -> {};
        }
        AdvertisementPublisher heard = new AdvertisementPublisher(
                settings.topics(),
                session.publisher(),
                counters,
                settings.advertisements(),
                this::isThing,
                settings.clientId());
        heard.start(with, threads.workers());
        return heard;
    }

    private boolean isThing(DeviceId device) {
        ThingRegistry now = things.get();
        return now != null && now.find(device.compact()).isPresent();
    }

    /** Returns what this gateway calls itself in what it publishes. */
    String gateway() {
        return settings.clientId();
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public Health health() {
        return Noted.health(session.health(), desk.trouble());
    }

    /** Says good-bye and ends; the threads are still their owner's to close. Takes about two seconds at most. */
    @Override
    public void close() {
        home.ifPresent(SharedHome::close);
        scans.close();
        scanner.clear();
        things.clear();
        links.clear();
        adapters.clear();
        bridgePublisher.close();
        lanes.close();
        homie.close();
        session.close();
        wills.close();
        desk.close();
    }

    /** What is there now. */
    private final class PartsNow implements Parts {
        @Override
        public @Nullable ThingRegistry things() {
            return things.get();
        }

        @Override
        public @Nullable ThingAdministration administration() {
            return administration.get();
        }

        @Override
        public @Nullable BleAdapters adapters() {
            return adapters.get();
        }

        @Override
        public List<HealthSource> health() {
            return sources;
        }

        @Override
        public Map<String, Object> settings() {
            Map<String, Object> told = settings.told();
            told.put("gatt_access", access.word());
            return told;
        }
    }
}
