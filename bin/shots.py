"""`make shots`: the named screens at several sizes, in light and dark, with no case, one and many, into shots/.

`ROWS=10000 make shots` for many many; `ONLY=portal-home,desk-card make shots` for some of them, `SIZES=phone,desk`,
`SCHEMES=light` and `TOWNS=one` for some pictures of each; `WHOLE=1` takes the page to its end; `SHOTS=folder` puts them
elsewhere.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from screens import CUT, SCREENS, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / os.environ.get("SHOTS", "shots")
TOWNS = ROOT / ".tmp" / "shots"
PORT = int(os.environ.get("PORT", "8765"))
ADDRESS = f"http://127.0.0.1:{PORT}"
# "zoom" is a desk at 200 %, "narrow" a laptop at 400 %.
SIZES = {
    "phone": (360, 740), "tablet": (820, 1180), "desk": (1440, 900), "laptop": (1280, 720),
    "zoom": (720, 450), "narrow": (320, 640),
}  # fmt: skip
SCHEMES = ("light", "dark")
MAKE = "import sys, django; django.setup(); from tests.busy import main; main(sys.argv[1], int(sys.argv[2]))"


def main() -> None:
    chosen = named("ONLY")
    if unknown := set(chosen) - {screen.name for screen in SCREENS}:
        sys.exit(f"no such screen: {', '.join(sorted(unknown))}")
    screens = [screen for screen in SCREENS if not chosen or screen.name in chosen]
    shutil.rmtree(SHOTS, ignore_errors=True)
    failed = []
    for rows in named("TOWNS") or ("none", "one", "many"):
        wanted = [screen for screen in screens if rows in screen.rows]
        if wanted:
            with served(rows) as known:
                failed += take(wanted, rows, known)
    print(f"\n{len(list(SHOTS.glob('*.png')))} pictures in {SHOTS}")
    if failed:
        sys.exit("without a picture:\n" + "\n".join(failed))


def named(variable: str) -> list[str]:
    return [name for name in os.environ.get(variable, "").split(",") if name]


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


def take(screens: list[Screen], rows: str, known: dict[str, str]) -> list[str]:
    """Gives back what failed: the other pictures are there all the same."""
    from playwright.sync_api import Error, sync_playwright

    from tests.chromium import CHROMIUM, FLAGS

    SHOTS.mkdir(exist_ok=True)
    failed: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for by, theirs in groupby(sorted(screens, key=lambda screen: screen.by or ""), key=lambda screen: screen.by):
            context = somebody(browser, by, known)
            for screen in theirs:
                print(f"{rows:5} {screen.name}", flush=True)
                # A resident each time: what a device keeps of one report shows on every page that it opens.
                one = context if by else somebody(browser, None, known)
                try:
                    picture(one.new_page(), screen, rows, known)
                except Error as error:
                    failed.append(f"{screen.name} ({rows}): {str(error).splitlines()[0]}")
                if not by:
                    one.close()
            context.close()
        browser.close()
    return failed


def somebody(browser: "Browser", by: str | None, known: dict[str, str]) -> "BrowserContext":
    """A browser of their own; an agent's is signed in."""
    context = browser.new_context(base_url=ADDRESS, locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce")
    if by:
        page = context.new_page()
        page.goto("/agents/compte/connexion")
        page.fill("[name=login]", f"{by}@valbourg.test")
        page.fill("[name=password]", known["password"])
        page.click("main form button")
        page.wait_for_url("**/agents/")
        page.close()
    return context


def picture(page: "Page", screen: Screen, rows: str, known: dict[str, str]) -> None:
    """A tab of its own: what was being written on a case is kept on its tab."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(screen.path(known))
    if screen.then:
        screen.then(page, known)
    if screen.name not in CUT:
        page.wait_for_load_state("networkidle")
    for size in named("SIZES") or SIZES:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        for scheme in named("SCHEMES") or SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            file = SHOTS / f"{screen.name}.{rows}.{size}.{scheme}.png"
            page.screenshot(path=file, full_page=bool(os.environ.get("WHOLE")))
    page.close()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
