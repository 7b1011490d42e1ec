"""Files for other programs, made from a policy and from the models: one module per format, listed here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.exports import codeowners, schema, sheet, sveltia
from handbook_gen.core.exports.given import Given

Export = Callable[[Given], Mapping[str, bytes]]
"""Makes files, by their path below the folder that they are written to."""

EXPORTS: Final[Mapping[str, Export]] = MappingProxyType(
    {
        "codeowners": codeowners.files,
        "schema": schema.files,
        "sveltia": sveltia.files,
        "xlsx": sheet.files,
    }
)

__all__ = ["EXPORTS", "Export", "Given"]
