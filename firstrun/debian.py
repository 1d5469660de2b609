"""Debian's packages: fetched when the tests run as root and something is missing."""

import os
import shutil

from firstrun.children import Children, plain_environment
from firstrun.say import Refusal, say


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_install() -> bool:
    return is_root() and shutil.which("apt-get") is not None


def install(children: Children, package: str) -> str:
    """Install one package; answers with what went wrong, or with nothing."""
    say(f"Installing Debian's package {package} …")
    env = plain_environment() | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        children.run("apt-update", ["apt-get", "update", "-qq"], env=env)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
        children.run("apt-install", command, env=env)
    except Refusal:
        return f"apt-get could not install {package}; var/log/apt-install.log says why"
    return ""
