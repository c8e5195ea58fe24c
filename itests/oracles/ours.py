# SPDX-License-Identifier: Apache-2.0
"""Ravning's side: `ravning decode` of the built distribution, one process for all frames."""

import glob
import json
import os
import subprocess

from frames import ROOT

DEADLINE_S = 150


def start(frames):
    """Starts decoding; the answer is for results()."""
    programs = glob.glob(os.path.join(ROOT, "distribution/gateway/target/ravning-*/bin/ravning"))
    if not programs:
        raise SystemExit("no distribution: mvn -q -DskipTests -Dkaraf.skip package -pl distribution/gateway -am")
    environment = {"RAVNING_JAVA_OPTS": "-XX:+UseSerialGC -Xmx512m", **os.environ}
    pipe = subprocess.PIPE
    process = subprocess.Popen([programs[0], "decode", "-"], stdin=pipe, stdout=pipe, stderr=pipe, env=environment, text=True)
    return process, "".join(frame.line() + "\n" for frame in frames)


def results(started):
    """One object a frame; fails when it takes too long, complains, or leaves a frame out."""
    process, lines = started
    try:
        out, complaints = process.communicate(lines, timeout=DEADLINE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise SystemExit(f"ravning decode was not done after {DEADLINE_S} s") from None
    answers = [json.loads(line) for line in out.splitlines()]
    expected = lines.count("\n")
    if process.returncode or complaints or len(answers) != expected:
        raise SystemExit(f"ravning decode: status {process.returncode}, {len(answers)} of {expected} answers\n{complaints[:2000]}")
    return answers


def values(answer):
    """{quantity: value} of what has a value, accelerations in m/s²."""
    return {key: _value(**reading) for key, reading in answer.get("readings", {}).items() if reading["value"] is not None}


def _value(value, unit):
    return value * 9.80665 if unit == "g" else value
