"""Make this checkout ready to run: `python3 tools/prepare.py gui [test]`. The Makefile calls it before each target.

Checks the Python version, installs the system libraries that Qt needs, and for the tests a browser (as root on Debian
and Ubuntu; otherwise it prints the one line to type), makes .venv, and installs the packages of pyproject.toml there,
in the versions of constraints.txt. Uses the standard library only, and takes a fraction of a second when nothing has
changed.
"""

from __future__ import annotations  # so that an old Python reads this file and is refused in words

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
SOURCES = (ROOT / "pyproject.toml", ROOT / "constraints.txt")

# Shared library and the package that brings it in Debian and Ubuntu; what Debian 12 lacks for PySide6.
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
BROWSERS = ("chromium", "google-chrome", "chromium-browser")
CLIENT_PACKAGES = ["chromium", "chromium-driver", "curl", "iproute2"]
CLIENT_COMMANDS = ("chromedriver", "curl", *(("ip",) if sys.platform == "linux" else ()))
CLIENTS_BY_HAND = (
    "The tests of the lab's page need a browser, and those of the gate curl. Where there is no such package (Ubuntu\n"
    "has only a snap, macOS and Windows none), put curl, Google Chrome and its chromedriver of the same version\n"
    "on the PATH."
)


def main(extras: list[str]) -> None:
    check_python()
    if sys.platform == "linux":
        install_system_packages(missing_packages())
    if "test" in extras and not has_clients():
        get_clients()
    if not prepared(extras):
        make_venv()
        install_packages(extras)


def check_python() -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(
            f"Python 3.11, 3.12 or 3.13 is needed, and {sys.executable} is {sys.version.split()[0]}.\n"
            "Name another one: make demo PYTHON=python3.12"
        )


def missing_packages() -> list[str]:
    """Debian's packages behind the libraries that can't be loaded here, and behind a Python without venv."""
    libraries = dict(DRAWING)
    if os.environ.get("DISPLAY"):
        libraries |= X11
    if os.environ.get("WAYLAND_DISPLAY"):
        libraries |= WAYLAND
    missing = {package for library, package in libraries.items() if not loads(library)}
    if importlib.util.find_spec("ensurepip") is None:
        missing.add(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return sorted(missing)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_clients() -> bool:
    """Whether the lab can be tried with a real browser, with curl, and on networks of its own."""
    return all(map(shutil.which, CLIENT_COMMANDS)) and any(map(shutil.which, BROWSERS))


def get_clients() -> None:
    """Where apt can't bring it, the other tests need not wait for it."""
    if shutil.which("apt-get") is None:
        say(CLIENTS_BY_HAND)
    else:
        install_system_packages(CLIENT_PACKAGES, otherwise=f"\n{CLIENTS_BY_HAND}")


def install_system_packages(packages: list[str], otherwise: str = "") -> None:
    """Debian's; `otherwise` is what to do where apt doesn't know them."""
    if not packages:
        return
    if shutil.which("apt-get") is None:
        sys.exit("This computer lacks libraries that are called in Debian: " + " ".join(packages))
    if os.geteuid() != 0:
        sys.exit(
            "Some system packages are missing. Please run this line once, then the same command again:\n"
            f"    sudo apt-get install --yes {' '.join(packages)}{otherwise}"
        )
    say(f"Installing system packages: {' '.join(packages)}")
    quiet_apt = ["apt-get", "--quiet=2", "--option", "Dpkg::Use-Pty=0"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "DEBCONF_NOWARNINGS": "yes"}
    subprocess.run([*quiet_apt, "update"], env=environment, check=False)  # one dead source need not matter
    install = [*quiet_apt, "install", "--yes", "--no-install-recommends", *packages]
    if subprocess.run(install, env=environment, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        sys.exit(f"apt-get failed (its reason is above). Try by hand: {shlex.join(install)}{otherwise}")


def fingerprint() -> str:
    return hashlib.sha256(b"".join(source.read_bytes() for source in SOURCES)).hexdigest()


def stamp(extra: str) -> Path:
    """Holds the fingerprint of what was installed last for this extra."""
    return VENV / f"prepared-{extra}"


def prepared(extras: list[str]) -> bool:
    wanted = fingerprint()
    return all(stamp(extra).is_file() and stamp(extra).read_text() == wanted for extra in extras)


def make_venv() -> None:
    if VENV_PYTHON.exists() and run_in_venv("-c", "import pip").returncode == 0:
        return
    say("Making .venv")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode != 0:
        sys.exit("The virtual environment .venv could not be made; the reason is above.")


def install_packages(extras: list[str]) -> None:
    started = time.monotonic()
    say(f"Installing Python packages ({', '.join(extras)}; the first time about 100 MB are fetched)")
    options = ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:", "--constraint", str(SOURCES[1])]
    loudness = [] if sys.stdout.isatty() else ["--quiet"]
    if run_in_venv("-m", "pip", "install", *options, *loudness, *requirements(extras)).returncode != 0:
        sys.exit(
            "The Python packages could not be installed; pip's reason is above. Without internet, or behind a\n"
            "proxy, set HTTPS_PROXY, or PIP_INDEX_URL to a mirror near you, and run the same command again."
        )
    for extra in extras:
        stamp(extra).write_text(fingerprint())
    say(f"Ready after {time.monotonic() - started:.0f} s")


def requirements(extras: list[str]) -> list[str]:
    tomllib = importlib.import_module("tomllib")  # not at the top: Python 3.10 has none
    project = tomllib.loads(SOURCES[0].read_text(encoding="utf-8"))["project"]
    optional = [line for extra in extras for line in project["optional-dependencies"][extra]]
    return [*project["dependencies"], *optional]


def run_in_venv(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(VENV_PYTHON), *arguments], check=False)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
