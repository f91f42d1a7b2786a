"""Starts of the program, with an environment of their own."""

import os
import subprocess
import sys

from django.conf import settings

SECRETS = {"SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP"}
PRODUCTION = {**SECRETS, "ALLOWED_HOSTS": "coop.example, www.coop.example"}
KEPT = {"KEEPER": "A college", "KEEPER_ADDRESS": "register@coop.example"}


def run(*arguments, **environment):
    """Run Python in the project with this environment and nothing else."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
