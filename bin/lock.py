"""Compile the locks: hashes for every platform, and no address of an index."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q"


def compile_lock(source: str, target: str, text: str | None = None) -> None:
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    command = [str(Path(sys.executable).with_name("uv")), "pip", "compile", *OPTIONS.split(), *upgrade, source, "-o", target]
    subprocess.run(command, cwd=ROOT, input=text, text=True, check=True)


compile_lock("requirements.in", "requirements.lock")
compile_lock("requirements-dev.in", "requirements-dev.lock")
compile_lock("-", "requirements-bootstrap.lock", "uv")
# The geocoder of the tests, in an environment of its own: it holds old versions back.
compile_lock("-", "requirements-addok.lock", "addok\naddok-fr\naddok-france")
