# SPDX-License-Identifier: Apache-2.0
"""Starts Mosquitto, Home Assistant and the gateway, and checks what Home Assistant makes of the simulated air."""
import asyncio
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import aiohttp
import paho.mqtt.client as mqtt

ROOT, OUT = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
PATIENCE = 60
CLIENT = "http://127.0.0.1/"
SERVICES = {"switch": "turn_on", "light": "turn_on", "select": "select_option", "number": "set_value",
            "text": "set_value", "button": "press", "lock": "lock", "cover": "open_cover"}
results = []


def check(name, problems):
    problems = [problems] if isinstance(problems, str) else list(problems or [])
    results.append(not problems)
    print(("not ok " if problems else "ok ") + name, flush=True)
    for problem in problems[:20]:
        print("    " + problem, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


async def until(what, probe):
    """Waits for a true value of the probe, with a deadline."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        value = probe()
        if asyncio.iscoroutine(value):
            value = await value
        if value:
            return value
        await asyncio.sleep(0.2)
    raise TimeoutError(what)


class Broker:
    """Mosquitto, and a client that keeps what is retained there and all that was said."""

    def __init__(self, folder):
        self.port = free_port()
        config = folder / "mosquitto.conf"
        config.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\n")
        self.process = start(["mosquitto", "-c", str(config)], "mosquitto")
        self.kept, self.said, self.lock = {}, [], threading.Lock()
        self.client = mqtt.Client()
        self.client.on_connect = lambda client, *_: client.subscribe("#", 1)
        self.client.on_message = self.hear

    def hear(self, _, __, message):
        text = message.payload.decode(errors="replace")
        with self.lock:
            self.said.append((message.topic, text))
            if text:
                self.kept[message.topic] = text
            else:
                self.kept.pop(message.topic, None)

    async def connect(self):
        def attempt():
            try:
                self.client.connect("127.0.0.1", self.port)
                return True
            except OSError:
                return False

        await until("Mosquitto", attempt)
        self.client.loop_start()

    def json(self, topic):
        try:
            return json.loads(self.kept.get(topic, ""))
        except ValueError:
            return None

    def configs(self):
        with self.lock:
            kept = dict(self.kept)
        return {t: json.loads(p) for t, p in kept.items() if t.startswith("homeassistant/") and t.endswith("/config")}

    def request(self, name, **fields):
        self.client.publish(f"ravning/bridge/request/{name}", json.dumps(fields), 1)


def start(command, name, **options):
    log = open(OUT / f"{name}.log", "ab")
    return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **options)


def end(process, how=signal.SIGTERM):
    if process and process.poll() is None:
        os.killpg(process.pid, how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)


class HomeAssistant:
    def __init__(self, folder, session):
        self.folder, self.session, self.port = folder / "hass", session, free_port()
        self.folder.mkdir()
        (self.folder / "configuration.yaml").write_text(
            f"http:\n  server_host: 127.0.0.1\n  server_port: {self.port}\n"
            "api:\nconfig:\nwebsocket_api:\ndevice_automation:\nonboarding:\nlogger:\n  default: warning\n")
        self.token, self.process, self.number = None, None, 0

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    async def start(self):
        hass = pathlib.Path(sys.executable).parent / "hass"
        self.process = start([str(hass), "-c", str(self.folder)], "homeassistant")

        async def answers():
            try:
                async with self.session.get(self.url("/api/onboarding")) as answer:
                    return answer.status in (200, 404)
            except aiohttp.ClientError:
                return False

        await until("Home Assistant", answers)

    async def post(self, path, body, form=False):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        data = {"data": body} if form else {"json": body}
        async with self.session.post(self.url(path), headers=headers, **data) as answer:
            answer.raise_for_status()
            return await answer.json()

    async def set_up(self, broker):
        user = {"client_id": CLIENT, "name": "Test", "username": "test", "password": "test", "language": "en"}
        code = (await self.post("/api/onboarding/users", user))["auth_code"]
        grant = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT}
        self.token = (await self.post("/auth/token", grant, form=True))["access_token"]
        flow = await self.post("/api/config/config_entries/flow", {"handler": "mqtt"})
        address = {"broker": "127.0.0.1", "port": broker.port}
        done = await self.post(f"/api/config/config_entries/flow/{flow['flow_id']}", address)
        assert done["type"] == "create_entry", done

    async def ask(self, *commands):
        """Asks over one WebSocket."""
        async with self.session.ws_connect(self.url("/api/websocket")) as socket_:
            await socket_.receive_json()
            await socket_.send_json({"type": "auth", "access_token": self.token})
            assert (await socket_.receive_json())["type"] == "auth_ok"
            answers = []
            for number, command in enumerate(commands, 1):
                await socket_.send_json({"id": number, **command})
                answers.append((await socket_.receive_json()).get("result"))
            return answers

    async def look(self):
        """Returns the entities by unique id, and the states by entity id."""
        registry, states = await self.ask({"type": "config/entity_registry/list"}, {"type": "get_states"})
        ours = {}
        for each in registry:
            if each["platform"] == "mqtt":
                ours[each["entity_id"]] = each
        ids = await self.ask(*[{"type": "config/entity_registry/get", "entity_id": e} for e in ours]) if ours else []
        unique = {each["unique_id"]: each for each in ids}
        return unique, {state["entity_id"]: state for state in states}

    def complaints(self):
        lines = (OUT / "homeassistant.log").read_text(errors="replace").splitlines()
        words = ("ravning", "homeassistant/", "mqtt", "Template")
        return [line for line in lines
                if (" ERROR " in line or " WARNING " in line) and any(word in line for word in words)]


class Gateway:
    def __init__(self, folder, broker):
        self.config, self.data = folder / "config", folder / "data"
        shutil.copytree(ROOT / "config", self.config)
        (self.config / "org.ravning.mqtt.cfg").write_text(f"url = tcp://127.0.0.1:{broker.port}\nrepeatSeconds = 0\n")
        self.process = None

    def start(self):
        program = next((ROOT / "distribution/gateway/target").glob("ravning-*/bin/ravning"))
        self.process = start([str(program), "run", "--simulate", "--config", str(self.config), "--data", str(self.data)],
                             "gateway")


def expected(component, value):
    """What Home Assistant shows for a value; None where there is no telling."""
    if value is None:
        return "unknown"
    if component in ("binary_sensor", "switch", "light"):
        return "on" if value else "off"
    return value


def differs(component, value, state):
    wanted = expected(component, value)
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
        try:
            return abs(float(state) - wanted) > 0.051 + abs(wanted) * 1e-6
        except ValueError:
            return True
    return str(wanted) != state


async def compare(broker, home):
    """Returns what is different between the configurations at the broker and Home Assistant."""
    unique, states = await home.look()
    problems = []
    for topic, config in broker.configs().items():
        component = topic.split("/")[1]
        if component == "device_automation":
            continue
        entry = unique.get(config["uniq_id"])
        if entry is None:
            problems.append(f"{topic}: no entity")
            continue
        if entry["disabled_by"]:
            if config.get("en", True):
                problems.append(f"{topic}: disabled")
            continue
        state = states.get(entry["entity_id"])
        if state is None:
            problems.append(f"{topic}: no state")
            continue
        attributes = state["attributes"]
        for ours, theirs in (("dev_cla", "device_class"), ("unit_of_meas", "unit_of_measurement")):
            if config.get(ours) != attributes.get(theirs):
                problems.append(f"{topic}: {theirs} {attributes.get(theirs)} not {config.get(ours)}")
        told = broker.json(config.get("stat_t", ""))
        available = "avty" not in config or all(
            broker.kept.get(each["t"]) == "online" or (broker.json(each["t"]) or {}).get("state") == "online"
            if not broker.kept.get(each["t"], "").startswith('"') else False for each in config["avty"])
        if not available:
            if state["state"] != "unavailable":
                problems.append(f"{topic}: {state['state']}, not unavailable")
        elif component in ("sensor", "binary_sensor", "switch", "number", "select") and told is not None:
            key = config["uniq_id"].split("_", 2)[2]
            if key in told and differs(component, told[key], state["state"]):
                problems.append(f"{topic}: {state['state']} not {told[key]}")
            elif key not in told and "bridge" not in config["uniq_id"] and state["state"] == "unavailable":
                problems.append(f"{topic}: unavailable")
    return problems


async def agrees(name, broker, home):
    """The air goes on meanwhile, so that a value may be on its way."""
    problems = ["not compared"]
    end_ = time.monotonic() + PATIENCE
    while problems and time.monotonic() < end_:
        problems = await compare(broker, home)
        if problems:
            await asyncio.sleep(0.5)
    check(name, problems)


async def commands(broker, home):
    unique, states = await home.look()
    for topic, config in broker.configs().items():
        component = topic.split("/")[1]
        if component not in SERVICES:
            continue
        entity = unique[config["uniq_id"]]["entity_id"]
        state = states[entity]
        key, body = config["uniq_id"].split("_", 2)[2], {"entity_id": entity}
        service, wanted = SERVICES[component], None
        if component == "switch":
            service, wanted = ("turn_off", False) if state["state"] == "on" else ("turn_on", True)
        elif component == "number":
            wanted = body["value"] = float(config["min"])
        elif component == "select":
            wanted = body["option"] = config["ops"][-1]
        elif component == "text":
            wanted = body["value"] = "Ravning"
        response = config["cmd_t"].rsplit("/", 1)[0] + "/response"
        before = len([t for t, _ in broker.said if t == response])
        await home.post(f"/api/services/{component}/{service}", body)
        problem = []
        try:
            await until("a response", lambda: len([t for t, _ in broker.said if t == response]) > before)
            last = json.loads([p for t, p in broker.said if t == response][-1])
            if last.get("status") != "ok":
                problem.append(str(last))
            elif wanted is not None and "stat_t" in config:
                await until("the state", lambda: (broker.json(config["stat_t"]) or {}).get(key) == wanted)
        except TimeoutError as e:
            problem.append(f"no {e}")
        check(f"command {component} {key}", problem)


async def triggers(broker, home):
    """Those of the button, which is pressed every now and then."""
    await until("a trigger", lambda: any(t.startswith("homeassistant/device_automation/") for t in broker.configs()))
    await stable(broker, 1)
    devices = (await home.ask({"type": "config/device_registry/list"}))[0]
    wanted = [c for t, c in broker.configs().items() if t.startswith("homeassistant/device_automation/")]
    found = 0
    for device in devices:
        listed = (await home.ask({"type": "device_automation/trigger/list", "device_id": device["id"]}))[0]
        found += len([each for each in listed if each["domain"] == "mqtt"])
    check(f"{len(wanted)} device triggers", [] if wanted and found == len(wanted) else f"{found} of {len(wanted)}")


async def stable(broker, count):
    """Waits for as many configurations as that and until there are no more for a while."""
    await until("configurations", lambda: len(broker.configs()) >= count)
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < 5:
        if len(broker.configs()) != seen:
            seen, since = len(broker.configs()), time.monotonic()
        await asyncio.sleep(0.2)
    return seen


async def run(folder, owned):
    async with aiohttp.ClientSession() as session:
        broker = Broker(folder)
        owned.append(lambda: end(broker.process))
        await broker.connect()
        home, gateway = HomeAssistant(folder, session), Gateway(folder, broker)
        owned += [lambda: end(home.process), lambda: end(gateway.process)]
        await home.start()
        await home.set_up(broker)
        gateway.start()
        count = await stable(broker, 30)
        await agrees(f"{count} configurations of the simulated air", broker, home)
        await triggers(broker, home)
        await commands(broker, home)
        before, _ = await home.look()

        end(gateway.process, signal.SIGKILL)
        await until("offline", lambda: (broker.json("ravning/bridge/state") or {}).get("state") == "offline")
        await agrees("gateway killed: unavailable", broker, home)
        broker.said.clear()
        gateway.start()
        await until("online", lambda: (broker.json("ravning/bridge/state") or {}).get("state") == "online")
        await stable(broker, count)
        await agrees("gateway started again", broker, home)
        removed = [topic for topic, text in broker.said if topic.endswith("/config") and not text]
        check("no configuration was removed", removed)
        after, _ = await home.look()
        check("entities kept their ids", [u for u, e in before.items()
                                          if after.get(u, {}).get("id") != e["id"]])

        things = sorted({c["stat_t"] for t, c in broker.configs().items() if t.startswith("homeassistant/sensor/")})
        renamed, gone = things[0].split("/")[1], things[1].split("/")[1]
        broker.request("rename", thing=renamed, to="hall")
        await until("the new name", lambda: "ravning/hall" in broker.kept and f"ravning/{renamed}" not in broker.kept)
        await agrees("thing renamed", broker, home)
        after, _ = await home.look()
        check("entities outlived the name", [u for u, e in before.items() if after.get(u, {}).get("id") != e["id"]])

        mine = [c["uniq_id"] for c in broker.configs().values()
                if c.get("stat_t") == f"ravning/{gone}" and "uniq_id" in c]
        broker.request("remove", thing=gone, block=True)
        await until("it is gone", lambda: f"ravning/{gone}" not in broker.kept)
        await agrees("thing removed", broker, home)
        unique, _ = await home.look()
        check("its entities are gone", [u for u in mine if u in unique])

        end(home.process)
        await home.start()
        await agrees("Home Assistant started again", broker, home)
        check("no complaints of Home Assistant", home.complaints())


def main():
    folder, owned = pathlib.Path(tempfile.mkdtemp(prefix="ravning-homeassistant-")), []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        asyncio.run(run(folder, owned))
    except Exception as e:  # what it could not get to is a failure of its own
        check("the run", f"{type(e).__name__}: {e}")
    finally:
        for each in reversed(owned):
            each()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    sys.exit(0 if results and all(results) else 1)


main()
