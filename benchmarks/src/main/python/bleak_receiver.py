# SPDX-License-Identifier: Apache-2.0
"""The baseline in Python: Bleak's scanner with a callback that counts. Arguments: packets."""
import asyncio
import json
import os
import sys
import time


def moment():
    times = os.times()
    return time.monotonic(), times.user + times.system


async def main(wanted):
    from bleak import BleakScanner

    count = 0
    marks = {}
    done = asyncio.Event()

    def heard(device, advertisement):
        nonlocal count
        count += 1
        if count == 1:
            marks["first"] = moment()
        elif count == wanted // 3:
            marks["warm"] = moment()
        elif count == wanted:
            marks["last"] = moment()
            done.set()

    async with BleakScanner(heard):
        await asyncio.wait_for(done.wait(), 120)
    first, warm, last = marks["first"], marks["warm"], marks["last"]
    print(json.dumps({
        "heard": count,
        "dropped": 0,
        "seconds": last[0] - first[0],
        "warm_count": wanted - wanted // 3,
        "warm_seconds": last[0] - warm[0],
        "warm_processor_seconds": last[1] - warm[1],
    }))
    sys.stdout.flush()


asyncio.run(main(int(sys.argv[1])))
