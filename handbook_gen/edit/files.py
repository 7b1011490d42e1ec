"""Puts files in the place of others, each as a whole; what they hold is said elsewhere."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path


def replace(files: Mapping[Path, bytes]) -> None:
    """Write files beside their places and move them there, in the order given, when all are written.

    Folders that they need are made. The rights of a file stay, and a link leads where it led. Raises OSError;
    a file is never half-written.
    """
    targets = {path.resolve(): data for path, data in files.items()}
    made = {target: target.with_name(f".{target.name}-new-{os.getpid()}") for target in targets}
    try:
        for target, data in targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            made[target].write_bytes(data)
            if target.exists():
                with target.open("r+b"):  # who may not write it may not replace it either
                    shutil.copymode(target, made[target])
        for target, beside in made.items():
            beside.replace(target)
    finally:
        for beside in made.values():
            beside.unlink(missing_ok=True)
