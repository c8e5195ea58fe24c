# SPDX-License-Identifier: Apache-2.0
"""docs/decoding-differences.md: what is listed there, as rows of its tables."""

import os

from frames import ROOT

DOCUMENT = os.path.join(ROOT, "docs", "decoding-differences.md")


def listed():
    """({(family, parser, frames, difference, quantity): most in %}, {(sender, profile): most of 10,000}, {(family, quantity)})"""
    parsers, noise, impossible = {}, {}, set()
    for cells in _rows():
        if len(cells) == 7:
            family, parser, kind, difference, quantities, most, _ = cells
            for quantity in quantities.split(", "):
                parsers[family, parser, kind, difference, quantity] = float(most.removesuffix(" %"))
        elif len(cells) == 4:
            noise[cells[0], cells[1]] = int(cells[2])
        elif len(cells) == 3:
            impossible.update((cells[0], quantity) for quantity in cells[1].split(", "))
    return parsers, noise, impossible


def _rows():
    with open(DOCUMENT, encoding="utf-8") as file:
        for line in file:
            if line.startswith("| ") and not line.startswith(("| family", "| frames of")):
                yield [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
