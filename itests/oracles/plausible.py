# SPDX-License-Identifier: Apache-2.0
"""What a sensor can measure at all."""

import re

# what no sensor measures, and what no profile may tell
POSSIBLE = (
    (re.compile(r"battery(_(probe|remote|primary).*|_\d)?"), 0, 100),
    (re.compile(r"humidity(_(probe|remote|primary).*|_\d)?"), 0, 100),
    (re.compile(r"(.*_)?temperature(_(probe|remote|primary).*|_\d)?"), -273.15, 1500),
)

def possible(quantity, value):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return True
    return all(least <= value <= most for name, least, most in POSSIBLE if name.fullmatch(quantity))
