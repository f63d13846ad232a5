"""The environment of the tests, set before the settings are read: a pytest plugin that pyproject.toml loads first."""

import atexit
import os
import shutil
import tempfile

# Kept by the process that made it, and found by the xdist workers in their environment.
if "PARVIS_TESTING" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="parvis-tests-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    os.environ["PARVIS_TESTING"] = "1"
    os.environ["PARVIS_TEST_FOLDER"] = _folder

FOLDER = os.environ["PARVIS_TEST_FOLDER"]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
os.environ["PARVIS_DATA"] = os.path.join(FOLDER, WORKER)
os.environ["PARVIS_TEST_CLOCK"] = os.path.join(FOLDER, f"clock-{WORKER}")
os.environ.setdefault("SECRET_KEY", "one-key-for-the-tests-and-for-what-they-start")
for name in ("EMAIL_URL", "PORT", "PARVIS_KILL_AT", "PARVIS_HTTPS"):
    os.environ.pop(name, None)
os.environ["PARVIS_CONSOLE_HOST"] = "console.test"
# No test asks a server that is not its own.
os.environ["GEOCODER_URL"] = "none://"
# Those who vouch for agents in the tests are on this machine.
os.environ["PARVIS_INNER_HOSTS"] = "127.0.0.1"

# Playwright runs a loop in the thread of the test, where Django then sees a danger that is not there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
