"""What was found → text for people, annotations, data for machines: one module per format, listed here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.report import github, json, sarif, text
from handbook_gen.core.report.told import Told
from handbook_gen.core.words import Words

FORMATS: Final[Mapping[str, Callable[[Told, Words], str]]] = MappingProxyType(
    {"text": text.shown, "github": github.shown, "json": json.shown, "sarif": sarif.shown}
)

__all__ = ["FORMATS", "Told"]
