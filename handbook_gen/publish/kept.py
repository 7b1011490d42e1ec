"""kept.json: what a site has of the one before it, for who still reads a page of that; carries nothing."""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

KEPT: Final = "kept.json"
"""Path → hash."""
_FOLDERS: Final = {"assets", "search"}
_KINDS: Final = {".css", ".js"}  # which an organisation may keep anywhere
_HASHED: Final = re.compile(r"\.[0-9a-f]{8,}\.")


def listed(site: Path) -> Mapping[str, str]:
    """Give the files of a site that belong to the one before it, with their hashes.

    A broken list tells of nothing, and no list tells of what is never carried: it cannot excuse a page.
    """
    try:
        told = json.loads((site / KEPT).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    found = told.items() if isinstance(told, dict) else ()
    return {path: each for path, each in found if isinstance(each, str) and lasting(path)}


def lasting(path: str) -> bool:
    """Tell whether pages load a file by a name that holds its hash, so that it may outlive its site."""
    whole = PurePosixPath(path)
    loaded = whole.suffix in _KINDS or _FOLDERS & set(whole.parts[:-1])
    return bool(loaded and _HASHED.search(whole.name))
