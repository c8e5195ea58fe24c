# SPDX-License-Identifier: Apache-2.0
"""Frames: the project's own test vectors, and what is made of them by changing bytes."""

import glob
import json
import os
from dataclasses import dataclass, replace

import yaml

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
JSON_VECTORS = "bundles/*/src/test/resources/org/ravning/profile/*/advertisements.json"
YAML_VECTORS = "bundles/org.ravning.profile.declarative/src/main/resources/org/ravning/profile/declarative/shipped/*.yaml"
BASE_UUID = "-0000-1000-8000-00805f9b34fb"

# What a byte, and two neighbouring bytes, are set to: the ends of their ranges with and without a sign, and values that
# makers use for "none".
BYTE_EDGES = (0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF)
WORD_EDGES = ("0000", "ffff", "7fff", "ff7f", "8000", "0080", "feff", "fffe")


@dataclass(frozen=True)
class Frame:
    """One advertisement: `change` is empty for a vector as it is, else what was done to it."""

    family: str
    address: str
    name: str | None
    rssi: int
    manufacturer: tuple  # of (company, hex)
    service: tuple  # of (uuid with 128 bits, hex)
    uuids: tuple
    key: str | None
    device: str | None
    change: str = ""

    def line(self):
        fields = {"address": self.address, "rssi": self.rssi}
        if self.name:
            fields["name"] = self.name
        if self.manufacturer:
            fields["manufacturerData"] = {f"0x{company:04x}": data for company, data in self.manufacturer}
        if self.service:
            fields["serviceData"] = dict(self.service)
        if self.uuids:
            fields["serviceUuids"] = list(self.uuids)
        if self.key:
            fields["key"] = self.key
        if self.device:
            fields["device"] = self.device
        return json.dumps(fields)


def long_uuid(text):
    text = text.lower().removeprefix("0x")
    return text if len(text) > 8 else text.rjust(8, "0") + BASE_UUID


def vectors():
    """Every advertisement of the project's tests that has a payload, once."""
    seen = {}
    for frame in [*_from_json(), *_from_yaml()]:
        if frame.manufacturer or frame.service:
            seen.setdefault(replace(frame, device=None, rssi=0), frame)
    return list(seen.values())


def _frame(family, source, manufacturer, service, uuids):
    # most parsers believe only an advertisement that comes from somewhere
    return Frame(
        family,
        source.get("address") or "C0:11:22:33:44:55",
        source.get("name"),
        int(source.get("rssi") or -60),
        tuple((int(str(company), 16), data.lower()) for company, data in (manufacturer or {}).items()),
        tuple((long_uuid(uuid), data.lower()) for uuid, data in (service or {}).items()),
        tuple(long_uuid(uuid) for uuid in uuids or ()),
        source.get("key"),
        source.get("device") if source.get("deviceHint") else None,
    )


def _from_json():
    for path in sorted(glob.glob(os.path.join(ROOT, JSON_VECTORS))):
        with open(path, encoding="utf-8") as file:
            for source in json.load(file):
                parts = (source.get(part) for part in ("manufacturerData", "serviceData", "serviceUuids"))
                yield _frame(source["format"], source, *parts)


def _from_yaml():
    for path in sorted(glob.glob(os.path.join(ROOT, YAML_VECTORS))):
        with open(path, encoding="utf-8") as file:
            # everything stays text: a payload such as 12e45678 is no number
            profile = yaml.load(file, Loader=yaml.BaseLoader)
        for source in profile.get("vectors", ()):
            parts = (source.get(part) for part in ("manufacturer", "service_data", "services"))
            yield _frame(profile["profile"], source, *parts)


def _with(frame, part, index, data, change):
    entries = list(getattr(frame, part))
    entries[index] = (entries[index][0], data)
    return replace(frame, **{part: tuple(entries)}, change=change)


def _payloads(frame):
    for part in ("manufacturer", "service"):
        for index, (_, data) in enumerate(getattr(frame, part)):
            yield part, index, data


def edges(frame):
    """The frame with each byte, and each two bytes, at the edges of their range."""
    for part, index, data in _payloads(frame):
        for at in range(0, len(data), 2):
            byte = int(data[at : at + 2], 16)
            for value in sorted({*BYTE_EDGES, byte ^ 0x80, byte ^ 0x01} - {byte}):
                yield _with(frame, part, index, f"{data[:at]}{value:02x}{data[at + 2:]}", f"{part} {at // 2}")
            for word in WORD_EDGES if at + 4 <= len(data) else ():
                yield _with(frame, part, index, data[:at] + word + data[at + 4 :], f"{part} {at // 2}+1")


def lengths(frame):
    """The frame cut at every byte, and longer by up to three bytes."""
    for part, index, data in _payloads(frame):
        for end in range(0, len(data), 2):
            yield _with(frame, part, index, data[:end], f"{part} cut")
        for more in ("00", "ffff", "000000"):
            yield _with(frame, part, index, data + more, f"{part} longer")


def flips(frame):
    """The frame with every byte turned over."""
    for part, index, data in _payloads(frame):
        for at in range(0, len(data), 2):
            byte = int(data[at : at + 2], 16) ^ 0xFF
            yield _with(frame, part, index, f"{data[:at]}{byte:02x}{data[at + 2:]}", f"{part} {at // 2}")
