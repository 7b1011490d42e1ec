"""A file of a policy → the same in its canonical form; reads and writes no disk.

The form is a function of values, remarks and blank lines: who wrote it, with which editor, cannot be seen.
"""

from collections import Counter
from dataclasses import dataclass

from handbook_gen.core.model import DOCUMENTS, RULES_FOLDER, Item, TopicFile
from handbook_gen.core.model.shape import Field
from handbook_gen.core.model.types import Language
from handbook_gen.core.problems import Problem
from handbook_gen.core.reader import read
from handbook_gen.edit.layout import Layout
from handbook_gen.edit.order import ordered
from handbook_gen.edit.outline import Outline, outline
from handbook_gen.edit.patch import UnwritableError
from handbook_gen.edit.remarks import remarks, settled


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file in its canonical form, or as it was with the problems that forbid touching it."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def model(path: str) -> type[Item] | None:
    """Give what the policy language calls the file at a path within the policy."""
    if path.startswith(RULES_FOLDER) and path.count("/") == 1 and path.endswith(".yml"):
        return TopicFile
    return DOCUMENTS.get(path)


def formatted(shown: str, data: bytes, kind: type[Item], language: Language) -> Formatted:
    """Bring a file into its canonical form; `language` is that of a text that does not say its own.

    Raises UnwritableError where the result would not say the same, such as a file that is too large by then.
    """
    document = read(shown, data)
    value = document.value
    if document.problems or not value or not isinstance(value, dict):
        return Formatted(data, document.problems)
    found = outline(data.decode("utf-8-sig"))
    made = ordered(value, kind, language)
    told = settled(remarks(found).moved(made.move), made.value)
    layout = Layout(told, frozenset(map(made.move, found.bare)))
    lines = layout.document(made.value, Field("", "", many=False, type=kind), next(iter(value)))
    text = "\n".join([*lines, ""])
    if text != found.text:
        again = read(shown, text.encode())
        if again.problems or again.value != made.value or _told(outline(text)) != _told(found):
            raise UnwritableError(shown)
    return Formatted((text.replace("\n", "\r\n") if b"\r\n" in data else text).encode())


def _told(found: Outline) -> Counter[str]:
    return Counter(remark.text for remark in found.remarks)
