# SPDX-License-Identifier: Apache-2.0
"""Ravning and the parsers of others over the same frames, quantity by quantity."""

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import frames
import ours
import parsers
from plausible import possible

# what it counts as a difference to leave out; of everything else only values that both have are compared
READ_BY_BOTH = re.compile(
    r"(temperature|humidity|battery|pressure|co2|pm\d+|voltage|illuminance|weight|moisture|conductivity|formaldehyde"
    r"|tank_level|specific_gravity)(_probe_\d|_\d|_remote|_primary|_non_stabilized)?"
)
NUMBERED = re.compile(r"(_probe|_port)?_\d+$")
EDGES = 60  # of each vector
SHOWN = 3


@dataclass
class Group:
    """What a family has with one parser on one kind of frames."""

    compared: int = 0
    differing: Counter = field(default_factory=Counter)  # (difference, quantity) -> frames
    examples: dict = field(default_factory=lambda: defaultdict(list))


def groups():
    """{(family, parser, vectors or generated): Group}"""
    work = list(_work())
    answers = ours.results(ours.start([frame for frame, _ in work]))
    found = defaultdict(Group)
    for (frame, asked), answer in zip(work, answers):
        for parser in asked:
            kind = "generated" if frame.change else "vectors"
            _compare(found[frame.family, parser.name, kind], frame, answer, _read(parser, frame))
    return {key: group for key, group in found.items() if group.compared}


def _work():
    """Frames, and which parsers are asked about each: those that read the vector it is made of."""
    for base in frames.vectors():
        asked = [parser for parser in parsers.of(base.family) if _read(parser, base)]
        if asked:
            yield base, asked
            for number, frame in enumerate(_made_of(base)):
                yield frame, [parser for parser in asked if number % parser.asked_each == 0]


def _made_of(base):
    """The same ones each time, whatever other vectors there are."""
    edges = list(frames.edges(base))
    yield from random.Random(base.line()).sample(edges, min(EDGES, len(edges)))
    yield from frames.lengths(base)


def _read(parser, frame):
    try:
        return parser.read(frame) or {}
    except Exception:  # pylint: disable=broad-except # what a parser does not expect of a frame is for its keepers
        return {}


def _compare(group, frame, answer, theirs):
    if not theirs:
        # it does not know the model, or refuses the frame: whether we may read more is what the noise is for
        return
    group.compared += 1
    mine = ours.values(answer)
    missing = f"Ravning refuses ({answer['reject']})" if "reject" in answer else "only the parser reads"
    differing = {}
    for quantity in mine.keys() | theirs.keys():
        one, other = mine.get(quantity), theirs.get(quantity)
        if one is None or other is None:
            value = one if other is None else other
            if READ_BY_BOTH.fullmatch(quantity) and isinstance(value, (int, float)) and (other is None or possible(quantity, value)):
                difference = "only Ravning reads" if other is None else missing
                differing[difference, NUMBERED.sub("", quantity)] = (quantity, one, other)
        elif not _same(quantity, one, other):
            differing["values differ", NUMBERED.sub("", quantity)] = (quantity, one, other)
    group.differing.update(differing.keys())
    for key, (quantity, one, other) in differing.items():
        if len(group.examples[key]) < SHOWN:
            group.examples[key].append(f"{quantity}: Ravning {one}, parser {other} ({frame.change}) {frame.line()}")


def _same(quantity, one, other):
    if isinstance(one, bool) or not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        return True  # texts have names of their own in each parser
    rounded = 0.6 if quantity.startswith(("battery", "humidity")) else 0.06
    return abs(one - other) <= max(rounded, 0.005 * abs(one))
