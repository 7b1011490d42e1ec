"""Asks the Nu HTML checker about written files: HTML and the CSS in it; opens no browser."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

JAR: Final = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def reports(files: Sequence[Path]) -> dict[str, list[str]]:
    """Say what is wrong in some files, by file, a line each."""
    command = ["java", "-jar", str(JAR), "--format", "json", *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in json.loads(told)["messages"]:
        if each["type"] != "info" or each.get("subType") == "warning":
            found[unquote(urlsplit(each["url"]).path)].append(
                f"{each['message']} — {each.get('extract', '')}"
            )
    return found


def version() -> str:
    """Say which checker it is."""
    command = ["java", "-jar", str(JAR), "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
