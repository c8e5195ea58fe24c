#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds Ravning's decoders against the parsers of others, against noise and against damaged frames."""

import sys
from collections import defaultdict

import compare
import cuts
import differences
import noise

STEPS = (1, 2, 5, 10, 20, 30, 50, 75, 100)  # of shares, in %


def main(names):
    checks = {"parsers": parsers, "noise": without_things, "cuts": damaged}
    if not set(names) <= checks.keys():
        raise SystemExit(f"usage: run [install] [{'] ['.join(checks)}]")
    results = [passed for name in names or checks for passed in checks[name]()]
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    return 0 if results and all(results) else 1


def parsers():
    listed, _, _ = differences.listed()
    for (family, parser, kind), group in sorted(compare.groups().items()):
        unlisted = defaultdict(list)
        for (difference, quantity), count in sorted(group.differing.items()):
            share = 100 * count / group.compared
            if share > listed.get((family, parser, kind, difference, quantity), 0):
                unlisted[difference, next(step for step in STEPS if share <= step)].append(quantity)
        print(f"{'FAILED' if unlisted else 'ok    '} {family}, {parser}, {kind}: {group.compared} frames")
        for (difference, most), quantities in unlisted.items():
            print(differences.row(family, parser, kind, difference, ", ".join(quantities), f"{most} %", "open"))
            for quantity in quantities:
                print(*(f"    {example}" for example in group.examples[difference, quantity]), sep="\n")
        yield not unlisted


def without_things():
    _, listed, _ = differences.listed()
    made, examples = noise.made_things()
    for sender, profiles in made.items():
        worse = {profile: n for profile, n in profiles.items() if n > max(noise.ALLOWED, listed.get((sender, profile), 0))}
        rates = ", ".join(f"{profile} {n}" for profile, n in profiles.items()) or "none"
        print(f"{'FAILED' if worse else 'ok    '} things of {noise.OF_EACH} frames of {sender}: {rates}")
        for profile in worse:
            print(f"    {examples[sender, profile]}")
        yield not worse


def damaged():
    _, _, listed = differences.listed()
    for family, (count, impossible, examples) in sorted(cuts.damaged().items()):
        unlisted = {quantity: n for quantity, n in impossible.items() if (family, quantity) not in listed}
        print(f"{'FAILED' if unlisted else 'ok    '} {family}: {count} damaged frames, impossible values: {unlisted or 'none'}")
        for example in examples if unlisted else ():
            print(f"    {example}")
        yield not unlisted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
