"""A handbook as one document, for paper and for a stick: its pages in order, every link within reach."""

from handbook_gen.core.volume.bound import Bound, Chapter, Choice, Part, Written, bind, of_role, single, whole
from handbook_gen.core.volume.titled import Inside, file, sheets

__all__ = [
    "Bound",
    "Chapter",
    "Choice",
    "Inside",
    "Part",
    "Written",
    "bind",
    "file",
    "of_role",
    "sheets",
    "single",
    "whole",
]
