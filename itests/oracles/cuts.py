# SPDX-License-Identifier: Apache-2.0
"""Damaged frames: each vector cut at every byte, longer than it should be, and with each byte turned over."""

from collections import Counter, defaultdict

import frames
import ours
from plausible import possible

SHOWN = 3


def damaged():
    """{family: (frames, Counter of impossible quantities, examples)}; no answer at all is an error of ours.results()."""
    work = [frame for base in frames.vectors() for make in (frames.lengths, frames.flips) for frame in make(base)]
    count, impossible, examples = Counter(), defaultdict(Counter), defaultdict(list)
    for frame, answer in zip(work, ours.results(ours.start(work))):
        count[frame.family] += 1
        if "reject" not in answer and "readings" not in answer:
            impossible[frame.family]["neither readings nor a reason"] += 1
        for quantity, value in ours.values(answer).items():
            if not possible(quantity, value):
                impossible[frame.family][quantity] += 1
                if len(examples[frame.family]) < SHOWN:
                    examples[frame.family].append(f"{quantity}: {value} ({frame.change}) {frame.line()}")
    return {family: (count[family], impossible[family], examples[family]) for family in count}
