"""A real OpenID Connect provider on loopback (node's oidc-provider), and a browser's way through its pages."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.post import free_port

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path(__file__).resolve().parent / "oidc"
NODE = ROOT / ".venv" / "node"
HOME = ROOT / ".tmp" / "oidc"  # made once, kept between runs
SECRET = "un-secret-d-essai"
SIRET = "21180033400018"
BACK, OUT = "http://valbourg.test/agents/compte/externe/retour", "http://valbourg.test/agents/compte/connexion"
# By the name that the provider has for each.
PEOPLE: dict[str, dict[str, object]] = {
    "karim-1": {"email": "karim@valbourg.test", "email_verified": True, "siret": SIRET},
    "karim-2": {"email": "karim@valbourg.test", "email_verified": True, "siret": SIRET},
    "nadia-1": {"email": "nadia@valbourg.test", "email_verified": False, "siret": SIRET},
    "hugo-1": {"email": "hugo@valbourg.test", "email_verified": True, "siret": "21750001600019"},
    "inconnu-1": {"email": "inconnu@ailleurs.test", "email_verified": True, "siret": SIRET},
}


@dataclass(frozen=True)
class Running:
    issuer: str

    def identify(self, url: str, name: str) -> str:
        """Follow the provider's pages from where we sent the browser, as this person; the address it is sent back to."""
        with requests.Session() as browser:
            browser.trust_env = False
            page = browser.get(url, timeout=10)
            for _step in range(6):
                action = re.search(r'action="([^"]+)"', page.text)
                assert action, f"no form at {page.url}: {page.text[:300]}"
                typed = (
                    {"prompt": "login", "login": name, "password": "-"}
                    if 'value="login"' in page.text
                    else {"prompt": "consent"}
                )
                page = browser.post(action[1], data=typed, timeout=10, allow_redirects=False)
                while page.is_redirect:
                    where = page.headers["Location"]
                    if where.startswith(BACK):
                        return where
                    page = browser.get(requests.compat.urljoin(page.url, where), timeout=10, allow_redirects=False)
        raise AssertionError(f"never came back: {page.url}")


@contextmanager
def oidc_provider() -> Iterator[Running]:
    _install()
    port = free_port()
    words = [str(NODE / "node"), "provider.mjs", str(port), BACK, OUT, json.dumps(PEOPLE)]
    process = subprocess.Popen(words, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        ready = next((line for line in process.stdout if b"ready" in line), b"")  # it warns of its keys first
        assert ready, "the provider does not start"
        yield Running(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _install() -> None:
    """Its own packages, locked, and none of Parvis's."""
    lock = (SOURCE / "package-lock.json").read_text() + (SOURCE / "provider.mjs").read_text()
    stamp = HOME / "lock"
    if stamp.exists() and stamp.read_text() == lock:
        return
    HOME.parent.mkdir(exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix="oidc-", dir=HOME.parent))  # another process may be making it too
    shutil.copytree(SOURCE, beside, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    env = {**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["npm", "ci", "--silent"], cwd=beside, env=env, capture_output=True, text=True, check=False, timeout=180
    )
    if done.returncode:
        shutil.rmtree(beside, ignore_errors=True)
        pytest.skip(f"the provider cannot be installed here: {done.stderr.strip()[-300:]}")
    (beside / "lock").write_text(lock)
    shutil.rmtree(HOME, ignore_errors=True)
    with suppress(OSError):  # the other one was first
        beside.rename(HOME)
    shutil.rmtree(beside, ignore_errors=True)
