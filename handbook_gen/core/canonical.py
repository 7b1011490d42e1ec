"""A value as canonical JSON: sorted, in NFC, one value a line; what a release is frozen as, and YAML too.

Read as JSON it takes a tenth of the time. What is not just this is left to the reader of YAML.
"""

import json
import re
import unicodedata
from typing import Any, Final

Value = None | str | list["Value"] | dict[str, "Value"]
SUFFIX: Final = ".json"
MAX_DEPTH: Final = 20
_ESCAPE: Final = re.compile(rb"\\[bfu]")


def written(value: Value) -> bytes:
    """Write a value."""
    text = json.dumps(_composed(value), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def parsed(data: bytes) -> Value:
    """Read a value; None for any bytes but those that `written` gives of it, or where it is too deep.

    An escape may stand for a character that no text can hold: the reader of YAML looks at those.
    """
    if _ESCAPE.search(data):
        return None
    try:
        found = json.loads(data)
        return found if _texts(found, MAX_DEPTH) and written(found) == data else None
    except (ValueError, RecursionError):  # a lone half of a pair is no text either: a UnicodeError
        return None


def composed(text: str) -> str:
    """Bring a text to NFC, in which letters with accents are one character where they can be."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _texts(found: Any, deep: int) -> bool:
    if isinstance(found, dict):
        return deep > 0 and all(_texts(each, deep - 1) for each in found.values())
    if isinstance(found, list):
        return deep > 0 and all(_texts(each, deep - 1) for each in found)
    return found is None or isinstance(found, str)


def _composed(found: Any) -> Any:
    if isinstance(found, str):
        return composed(found)
    if isinstance(found, list):
        return [_composed(each) for each in found]
    if isinstance(found, dict):
        return {composed(key): _composed(each) for key, each in found.items()}
    return found
