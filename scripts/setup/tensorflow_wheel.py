"""Fetches TensorFlow wheels and takes the shared libraries out of them.

    tensorflow_wheel.py fetch FOLDER REQUIREMENT      one wheel, by the package index itself, for a Python without pip
    tensorflow_wheel.py unpack FOLDER TARGET PATTERN  every wheel in FOLDER: the members that match, then deletes it
"""

import fnmatch
import hashlib
import json
import os
import platform
import sys
import urllib.request
import zipfile

INDEX = "https://pypi.org/pypi"


def fetch(folder, requirement, index=INDEX):
    name, _, version = requirement.partition("==")
    path = f"{name}/{version}/json" if version else f"{name}/json"
    with urllib.request.urlopen(f"{index}/{path}", timeout=20) as answer:
        files = json.load(answer)["urls"]
    # The libraries inside do not depend on the Python version, so any wheel for this processor will do.
    ending = f"_{platform.machine()}.whl"
    wheels = [file for file in files if "manylinux" in file["filename"] and file["filename"].endswith(ending)]
    if not wheels:
        sys.exit(f"error: the package index has no {requirement} for Linux on {platform.machine()}")
    wheel = sorted(wheels, key=lambda file: file["filename"])[-1]
    target = os.path.join(folder, wheel["filename"])
    digest = hashlib.sha256()
    with urllib.request.urlopen(wheel["url"], timeout=60) as answer, open(target, "wb") as file:
        while chunk := answer.read(1 << 20):
            digest.update(chunk)
            file.write(chunk)
    if digest.hexdigest() != wheel["digests"]["sha256"]:
        os.remove(target)
        sys.exit(f"error: {wheel['filename']} arrived damaged")


def unpack(folder, target, patterns):
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".whl"):
            continue
        wheel = os.path.join(folder, name)
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.infolist():
                wanted = any(fnmatch.fnmatchcase(member.filename, pattern) for pattern in patterns)
                if not wanted or member.is_dir():
                    continue
                # extract() keeps a member below the target whatever its name says.
                archive.extract(member, target)
        os.remove(wheel)


if __name__ == "__main__":
    command, folder, *rest = sys.argv[1:]
    if command == "fetch":
        fetch(folder, rest[0])
    elif command == "unpack":
        unpack(folder, rest[0], rest[1:])
    else:
        sys.exit(f"error: unknown command {command}")
