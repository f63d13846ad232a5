"""`make shots`: the named screens at four sizes, in light and dark, with no case, one and many, into shots/.

`ROWS=10000 make shots` for many many; `ONLY=portal-home,desk-card make shots` for some of them.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "shots"
TOWNS = ROOT / ".tmp" / "shots"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"
SIZES = {"phone": (360, 740), "tablet": (820, 1180), "desk": (1440, 900), "laptop": (1280, 720)}
SCHEMES = ("light", "dark")
MAKE = "import sys, django; django.setup(); from tests.busy import main; main(sys.argv[1], int(sys.argv[2]))"


@dataclass(frozen=True)
class Screen:
    """`path` of the page; `by`: whose page it is, None for a resident's; `rows`: the towns in which it means something."""

    name: str
    path: Callable[[dict[str, str]], str]
    by: str | None = None
    rows: tuple[str, ...] = ("none", "one", "many")


def at(path: str) -> Callable[[dict[str, str]], str]:
    """An address in which {number}, {key}, {code}… stand for those of the town's first case."""
    return lambda known: path.format(**known)


SOME = ("one", "many")
SCREENS = [
    Screen("portal-home", at("/")),
    Screen("portal-cases", at("/demandes")),
    Screen("portal-cases-empty", at("/demandes?q=girafe"), rows=("many",)),
    Screen("portal-case", at("/demandes/{number}"), rows=SOME),
    Screen("portal-repaired", at("/demandes/{repaired}"), rows=("many",)),
    Screen("portal-report", at("/signaler"), rows=("one",)),
    Screen("portal-report-words", at("/signaler?categorie={category}"), rows=("one",)),
    Screen("portal-thanks", at("/signaler/merci/{key}"), rows=("one",)),
    Screen("portal-mine", at("/ma-demande/{key}"), rows=SOME),
    Screen("portal-tracking", at("/suivi"), rows=("one",)),
    Screen("portal-tracked", at("/suivi/{code}"), rows=("one",)),
    Screen("portal-not-found", at("/demandes/1999/000001"), rows=("one",)),
    Screen("gallery", at("/ui/galerie"), rows=("one",)),
    Screen("desk-sign-in", at("/agents/compte/connexion"), rows=("one",)),
    Screen("desk-home", at("/agents/"), by="nadia"),
    Screen("desk-cases", at("/agents/demandes"), by="nadia"),
    Screen("desk-case", at("/agents/demandes/{number}"), by="nadia", rows=SOME),
    Screen("desk-archives", at("/agents/demandes?vue=archives"), by="nadia", rows=("many",)),
    Screen("desk-transfer", at("/agents/demandes/{number}/transfert"), by="nadia", rows=("one",)),
    Screen("desk-resolve", at("/agents/demandes/{number}/resolution"), by="nadia", rows=("one",)),
    Screen("desk-queue", at("/agents/file-d-attente"), by="paul", rows=("one",)),
]


def main() -> None:
    chosen = [name for name in os.environ.get("ONLY", "").split(",") if name]
    screens = [screen for screen in SCREENS if not chosen or screen.name in chosen]
    shutil.rmtree(SHOTS, ignore_errors=True)
    for rows in ("none", "one", "many"):
        wanted = [screen for screen in screens if rows in screen.rows]
        if wanted:
            with served(rows) as known:
                take(wanted, rows, known)
    print(f"\n{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS.relative_to(ROOT)}/")


@contextmanager
def served(rows: str) -> Iterator[dict[str, str]]:
    """A town with so many cases, served by a process of its own."""
    data = TOWNS / rows
    shutil.rmtree(data, ignore_errors=True)
    environ = {
        **os.environ,
        "PARVIS_DATA": str(data),
        "PARVIS_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "parvis.config.settings",
        "SECRET_KEY": "one-key-for-the-pictures-of-the-screens",
    }
    for name in ("DATABASE_URL", "EMAIL_URL", "PORT"):
        environ.pop(name, None)
    subprocess.run(
        [sys.executable, "-m", "parvis.config.cli", "migrate"], env=environ, cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    made = subprocess.run(
        [sys.executable, "-c", MAKE, rows, os.environ.get("ROWS", "1000")],
        env=environ, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    known = dict(line.split("=", 1) for line in made.stdout.split())
    server = subprocess.Popen([sys.executable, "-m", "parvis.config.cli", "serve", "--port", str(PORT)], env=environ, cwd=ROOT)
    try:
        wait_until_served()
        yield known
    finally:
        server.terminate()
        server.wait()


def wait_until_served() -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{ADDRESS}/ui/marque", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the town is not served")


def take(screens: list[Screen], rows: str, known: dict[str, str]) -> None:
    from playwright.sync_api import sync_playwright

    from tests.chromium import CHROMIUM, FLAGS

    SHOTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        context = browser.new_context(base_url=ADDRESS, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce")
        page = context.new_page()
        here: str | None = None
        for screen in sorted(screens, key=lambda screen: screen.by or ""):
            if screen.by != here:
                context.clear_cookies()
                page.goto("/agents/compte/connexion")
                page.fill("[name=login]", f"{screen.by}@valbourg.test")
                page.fill("[name=password]", known["password"])
                page.click("main form button")
                page.wait_for_url("**/agents/")
                here = screen.by
            print(f"{rows:5} {screen.name}", flush=True)
            for size, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                    page.goto(screen.path(known))
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=SHOTS / f"{screen.name}.{rows}.{size}.{scheme}.png")
        browser.close()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
