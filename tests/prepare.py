"""Gets the machine ready for the tests: a browser with Chinese type; in CI PyTorch, two more browsers, nginx.

Run as `python -m tests.prepare` by `make test`. Whatever is missing afterwards is said loudly here and again
at the end of the tests; in CI a missing browser or oracle is a failure.
"""

import importlib.util
import os
import shutil
import subprocess
import sys

from tests.browser import chromium
from tests.browser.engines import firefox, webkit

NEEDED_IN_CI = ("Chromium", "PyTorch", "Keras")
ORACLES = {"PyTorch": "torch", "Keras": "keras"}
# What else CI has from the distribution: Debian's packages, whether it is there, what is tested with it.
MORE = {
    "Firefox": (("firefox-esr",), firefox.find, "the lessons in Firefox"),
    "WebKit": (("webkit2gtk-driver", "xvfb"), webkit.find, "the lessons in Safari's engine"),
    "nginx": (("nginx-light",), lambda: shutil.which("nginx"), "several processes behind a proxy"),
}


def in_ci() -> bool:
    """True where nothing may be skipped."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def missing() -> dict[str, str]:
    """What the tests would like and this machine lacks: name -> what to do about it."""
    lacks = {}
    if chromium.find() is None:
        lacks["Chromium"] = "install chromium or google-chrome, or run: .venv/bin/playwright install chromium"
    for name, package in ORACLES.items():
        if importlib.util.find_spec(package) is None:
            lacks[name] = ".venv/bin/pip install -r requirements-oracle.txt (may be gigabytes)"
    for name, (packages, find, tested) in MORE.items():
        if find() is None:
            lacks[name] = f"apt-get install {' '.join(packages)} (tested with it: {tested})"
    return lacks


def main() -> int:
    """Install what can be installed without asking; return an exit status."""
    if in_ci() and not ORACLES.keys().isdisjoint(missing()):
        _run(
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            "requirements-oracle.txt",
        )
    _debian_packages()
    if "Chromium" in missing():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    lacks = missing()
    for name, remedy in lacks.items():
        print(f"!!! {name} is missing, its tests will be SKIPPED. To have it: {remedy}")
    if in_ci() and (needed := [name for name in NEEDED_IN_CI if name in lacks]):
        print(f"!!! Nothing may be skipped here: no {' and no '.join(needed)}.")
        return 1
    return 0


def _debian_packages() -> None:
    """Root on Debian gets the packages from the distribution; elsewhere nothing is touched."""
    wanted = [
        package
        for package, needed in (
            ("chromium", chromium.find() is None),
            ("fonts-noto-cjk", not _has_chinese_type()),
        )
        if needed
    ]
    if in_ci():
        wanted += [package for packages, find, _ in MORE.values() if find() is None for package in packages]
    if not wanted or os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing", ", ".join(wanted), "...", flush=True)
    _run("apt-get", "update", "-qq")
    _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted)


def _has_chinese_type() -> bool:
    fonts = shutil.which("fc-list")
    return bool(fonts and subprocess.run([fonts, ":lang=zh"], capture_output=True).stdout.strip())


def _run(*command: str) -> None:
    """Run a command whose failure is not ours to judge: what is still missing afterwards is."""
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        print(f"{' '.join(command[:3])} ... ended with {done.returncode}:")
        print("\n".join((done.stdout + done.stderr).strip().splitlines()[-5:]))


if __name__ == "__main__":
    sys.exit(main())
