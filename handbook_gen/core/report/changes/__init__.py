"""What changed → a comment, text for people, annotations, data for machines: a module per format."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.report.changes import github, json, markdown, sarif, text
from handbook_gen.core.report.changes.told import Accepted, Claim, Told
from handbook_gen.core.words import Words

FORMATS: Final[Mapping[str, Callable[[Told, Words], str]]] = MappingProxyType(
    {
        "text": text.shown,
        "markdown": markdown.shown,
        "json": json.shown,
        "github": github.shown,
        "sarif": sarif.shown,
    }
)

__all__ = ["FORMATS", "Accepted", "Claim", "Told"]
