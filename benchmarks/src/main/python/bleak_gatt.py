# SPDX-License-Identifier: Apache-2.0
"""Bleak as a client whose calls are timed. Arguments: address, UUID to read, UUID to write. For each number that it is told:
connect, read and write that often, disconnect, print the nanoseconds of each, and say when the link is down."""
import asyncio
import sys
import time

from bleak import BleakClient
from bleak.exc import BleakError

TRIES = 10
VALUE = bytes.fromhex("01020304")


async def timed(count, call):
    nanos = []
    for _ in range(count):
        begin = time.perf_counter_ns()
        await call()
        nanos.append(time.perf_counter_ns() - begin)
    return " ".join(map(str, nanos))


async def connected(address, *wanted):
    """Connects; Bleak takes the answer to Connect and the property Connected, if they come in the other order, for a lost link,
    and may hold the services of a link before all of them are there."""
    for attempt in range(1, TRIES + 1):
        client = BleakClient(address, timeout=90, adapter="hci0")
        try:
            await client.connect()
            found = [client.services.get_characteristic(uuid) for uuid in wanted]
            if all(found):
                return client, *found
            await client.disconnect()
            raise BleakError("services without a characteristic that is there")
        except BleakError as error:
            print(f"Bleak, attempt {attempt}: {error}", file=sys.stderr)
            await asyncio.sleep(1)
    raise SystemExit("Bleak does not connect")


async def main(address, read_uuid, write_uuid):
    print("ready", flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        count = int(line)
        client, read, write = await connected(address, read_uuid, write_uuid)
        try:
            print("read", await timed(count, lambda: client.read_gatt_char(read)), flush=True)
            print("write", await timed(count, lambda: client.write_gatt_char(write, VALUE, response=True)), flush=True)
        finally:
            await client.disconnect()
        print("done", flush=True)


asyncio.run(main(*sys.argv[1:]))
