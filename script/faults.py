"""Runs the program under faults of the system; see script/faults."""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
from collections import Counter

program, scratch = sys.argv[1:]
shim = scratch + "/faults.so"
folder = scratch + "/files/"
os.mkdir(folder)
os.chmod(scratch, 0o755)
nobody = 65534
failures = []


def is_whole_log(name, content, new):
    return content == b"" or new.startswith(content) and content.endswith(b"\n")


def is_recording(name, content, new):
    lines = content.decode().splitlines()
    return len(lines) > 1 and all(isinstance(json.loads(line), (dict, list)) for line in lines)


# The files of a kind, the commands that write them, and whether some content is that of a whole file.
kinds = [
    (["a.sgdbs"], ["save session a.sgdbs"], None),
    (["a.txt"], ["save vectors a.txt"], None),
    (["a.bin"], ["save vectors a.bin --outside"], None),
    (["a.tsv", "a.metadata.tsv"], ["save vectors a.tsv"], None),
    (["a.sgdb"], ["break quick", "save breakpoints a.sgdb"], None),
    (["a.json"], ["export a.json"], None),
    (["a.csv"], ["export a.csv"], None),
    (["a.m"], ["export a.m"], None),
    (["a.tex"], ["export a.tex"], None),
    (["a.svg"], ["export a.svg"], None),
    (["screen.txt"], ["export screen.txt"], None),
    (["log.csv"], ["set log log.csv", "step 3", "step 20"], is_whole_log),
    (["a.cast"], ["record a.cast", "step 3", "record off"], is_recording),
]


def old(name):
    return b"the old content of " + name.encode() + b"\n"


def run(kind, fault={}, limit=None, user=None, mode=0o777):
    """Writes the files of a kind under a fault, beside old ones.

    Returns the exit status, what is written to standard error, and the content of each file by name.
    """
    names, commands, _ = kind
    for name in os.listdir(folder):
        os.unlink(folder + name)
    for name in names:
        with open(folder + name, "wb") as file:
            file.write(old(name))
        os.chmod(folder + name, 0o666)
    os.chmod(folder, mode)
    arguments = [program, "fox", "--batch", "-nx", "--dimension", "3"]
    for command in commands:
        for name in names:
            command = command.replace(name, folder + name)
        arguments += ["-ex", command]

    def prepare():
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if user is not None:
            os.setgid(user)
            os.setuid(user)

    environment = {"HOME": scratch, "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    environment |= {"SWIFT_BACKTRACE": "enable=no", "LD_PRELOAD": shim, "SGDB_FAULT_FOLDER": folder}
    environment |= {"SGDB_FAULT_" + name: str(value) for name, value in fault.items()}
    ended = subprocess.run(
        arguments, env=environment, preexec_fn=prepare, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
    os.chmod(folder, 0o777)
    files = {}
    for name in os.listdir(folder):
        with open(folder + name, "rb") as file:
            files[name] = file.read()
    return ended.returncode, ended.stderr.decode(errors="replace"), files


def check(kind, fault, status, message, files, new, leaves_temporary=False):
    names, _, is_whole = kind
    title = f"{names[0]} with {fault}: "
    for name in names:
        content = files.pop(name, None)
        if content is None:
            failures.append(title + "the old file is gone")
        elif content not in (old(name), new[name]):
            if not (is_whole and is_whole(name, content, new[name])):
                failures.append(title + f"half a file: {content[:60]!r}")
        elif content == old(name) and status == 0:
            failures.append(title + "nothing is written, and the status is 0")
    if files and not leaves_temporary:
        failures.append(title + f"a temporary file is left: {list(files)}")
    if status > 1 or status < 0 and "ERROR" in fault:
        failures.append(title + f"status {status}: {message[:200]}")
    if status == 1 and not message.strip():
        failures.append(title + "status 1 without a message")


signals = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGXCPU, signal.SIGABRT]
errors = [errno.ENOSPC, errno.EIO, errno.EDQUOT]
total = Counter()
for kind in kinds:
    names = kind[0]
    status, message, new = run(kind, {"COUNT": scratch + "/count"})
    if status != 0 or set(new) != set(names):
        sys.exit(f"{names[0]}: status {status} without a fault: {message}")
    with open(scratch + "/count") as file:
        calls = int(file.read())
    runs = Counter()
    for call in range(1, calls + 1):
        faults = [{"AT": call}]
        faults += [{"AT": call, "SIGNAL": int(number)} for number in signals]
        faults += [{"AT": call, "ERROR": number} for number in errors]
        for fault in faults:
            kills = "SIGNAL" not in fault and "ERROR" not in fault
            status, message, files = run(kind, fault)
            if kills and status != -signal.SIGKILL:
                failures.append(f"{names[0]}: not killed at call {call}")
            check(kind, fault, status, message, files, new, leaves_temporary=kills)
            runs["kills" if kills else "signals" if "SIGNAL" in fault else "errors"] += 1
    size = max(len(new[name]) for name in names)
    for limit in sorted({0, 1, size // 2, size - 1}):
        status, message, files = run(kind, limit=limit)
        check(kind, {"LIMIT": limit, "ERROR": 0}, status, message, files, new)
        runs["size limits"] += 1
    if os.getuid() == 0:
        status, message, files = run(kind, user=nobody, mode=0o555)
        check(kind, {"ERROR": "a read-only folder"}, status, message, files, new)
        runs["read-only folders"] += 1
    total += runs
    print(f"{names[0]:12} {calls:3} calls: " + ", ".join(f"{n} {what}" for what, n in runs.items()))

print("together: " + ", ".join(f"{n} {what}" for what, n in total.items()))
if os.getuid() != 0:
    print("Read-only folders are tried by root only.")
for failure in failures[:40]:
    print("FAILED " + failure)
if failures:
    sys.exit(f"{len(failures)} failures")
