# SPDX-License-Identifier: Apache-2.0
"""Frames of other devices' kind: an identifier that Ravning knows, with content that nobody sent."""

import random
from collections import Counter
from dataclasses import replace

import frames
import ours

SEED = 18
OF_EACH = 10_000
ALLOWED = 1  # of OF_EACH

# what is right about the frame: company, or service data, service UUID, name, first bytes
SENDERS = {
    "Govee 0xec88": {"company": 0xEC88},
    "Govee 0x0001 with ec88": {"company": 0x0001, "uuid": "ec88"},
    "Govee 0x8801": {"company": 0x8801},
    "Govee 0x8803, a light's name": {"company": 0x8803, "name": "ihoment_H6159_AA11"},
    "Govee 0xef88": {"company": 0xEF88},
    "Inkbird 0x2449 with fff0": {"company": 0x2449, "uuid": "fff0"},
    "Inkbird 0x3254": {"company": 0x3254},
    "iBBQ 0x0000 with fff0": {"company": 0x0000, "uuid": "fff0", "begin": "0000"},
    "Mopeka 0x0059 with fee5": {"company": 0x0059, "uuid": "fee5"},
    "Nordic 0x0059": {"company": 0x0059},
    "Qingping fdcd": {"service": "fdcd"},
    "Kegtron 0xffff": {"company": 0xFFFF},
    "Oral-B 0x00dc": {"company": 0x00DC},
    "Moat 1000": {"service": "1000"},
    "Apple 0x004c": {"company": 0x004C},
    "Aranet 0x0702": {"company": 0x0702},
    "Mi scale 181d": {"service": "181d"},
    "Mi scale 181b": {"service": "181b"},
    "SensorPush's service": {"uuid": "ef090000-11d6-42ba-93b8-9dd7ec090ab0"},
    "ThermoPro's service": {"uuid": "72fbb631-6f6b-d1ba-db55-2ee6fdd942bd"},
}


def made_things():
    """{sender: Counter of the profiles that took its frames for a thing}, of OF_EACH frames each."""
    chance = random.Random(SEED)
    work = [(sender, _frame(chance, **is_right)) for sender, is_right in SENDERS.items() for _ in range(OF_EACH)]
    made = {sender: Counter() for sender in SENDERS}
    examples = {}
    for (sender, frame), answer in zip(work, ours.results(ours.start([frame for _, frame in work]))):
        if answer.get("readings") or answer.get("events"):
            made[sender][answer["profile"]] += 1
            examples.setdefault((sender, answer["profile"]), frame.line())
    return made, examples


def _frame(chance, company=None, service=None, uuid=None, name=None, begin=""):
    data = begin + chance.randbytes(chance.randrange(28)).hex()
    address = ":".join(f"{byte:02X}" for byte in chance.randbytes(6))
    if company is None:
        company = chance.randrange(0x10000)
    nothing = frames.Frame("noise", address, name, -60, (), (), (frames.long_uuid(uuid),) if uuid else (), None, None)
    if service:
        return replace(nothing, service=((frames.long_uuid(service), data),))
    return replace(nothing, manufacturer=((company, data),))
