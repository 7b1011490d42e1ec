"""The lines in which values are written, as the model policy is: on one line what fits there, else below.

It looks at values, remarks and blank lines only, never at how something was written before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handbook_gen.core.model import Item
from handbook_gen.core.model.shape import Field
from handbook_gen.core.reader import Path, Value
from handbook_gen.edit import scalars
from handbook_gen.edit.order import TOLD, fields, part
from handbook_gen.edit.remarks import NONE, Remarks

WIDTH: Final = 120
# What has more fields than this grows: with its third, or as an item of a list, each has a line of its own.
_FEW: Final = 4
_TWO: Final = 2
# What is meant as it looks, and what looks like something else to one reader or another.
_LOOSE: Final = frozenset({"number", "quantity", "flag", "date"})
_QUOTED: Final = frozenset({"phone", "hours"})
_PROSE: Final = frozenset({"", "plain"})


@dataclass(frozen=True, slots=True)
class Written:
    """Lines, and what must stand above the first of them, not yet moved to the right."""

    above: list[str]
    lines: list[str]


@dataclass(frozen=True)
class Layout:
    """Writes values with their remarks."""

    remarks: Remarks = NONE
    bare: frozenset[Path] = frozenset()
    """The values without quotes: a value that the policy language does not know goes without them again."""

    def document(self, value: Value, field: Field, first: str) -> list[str]:
        """Write a whole file; what is above the key that was `first` is about the file, and stays on top."""
        told = self.remarks.above.get((first,), ())
        above = {path: lines for path, lines in self.remarks.above.items() if path != (first,)}
        below = replace(self, remarks=replace(self.remarks, above=above)).entries(value, (), field, 0)
        return [*told[told[:1] == ("",) :], *below.above, *below.lines]

    def entries(self, value: Value, path: Path, field: Field | None, indent: int) -> Written:
        """Write the entries of a list or a mapping below each other."""
        written = [self._entry(value, step, path, field, indent) for step in _steps(value)]
        apart = _apart(value, path, field, written)
        above: list[str] = []
        lines: list[str] = []
        for step, entry, blank in zip(_steps(value), written, apart, strict=True):
            told = [*self._above((*path, step), blank=blank if lines else None), *entry.above]
            if lines:
                lines += _moved(told, indent)
            else:
                above = told
            lines += entry.lines
        return Written(above, [*lines, *_moved(self.remarks.below.get(path, ()), indent)])

    def one_line(self, value: Value, path: Path, field: Field | None) -> str | None:
        """Write a value as it can stand in brackets; None where it needs lines of its own."""
        if isinstance(value, str):
            lines = scalars.in_lines(value, WIDTH) if "\n" in value else None
            return None if lines else self._text(value, path, field, brackets=True)
        if not value:
            return "null" if value is None else "[]" if isinstance(value, list) else "{}"
        if path in self.remarks.around or not _may_be_one_line(value, path, field):
            return None
        parts = [self.one_line(_at(value, s), (*path, s), part(field, value, s)) for s in _steps(value)]
        if None in parts:
            return None
        if isinstance(value, list):
            return f"[{', '.join(map(str, parts))}]"
        keys = (scalars.inline(key, brackets=True) for key in value)
        return f"{{{', '.join(f'{key}: {written}' for key, written in zip(keys, parts, strict=True))}}}"

    def _entry(self, value: Value, step: str | int, path: Path, field: Field | None, indent: int) -> Written:
        inner, here, known = _at(value, step), (*path, step), part(field, value, step)
        head = " " * indent + ("-" if isinstance(step, int) else f"{scalars.inline(step)}:")
        beside = self.remarks.beside.get(here, "")
        behind = f"  {beside}" if beside else ""
        line = self._line(inner, here, known)
        if line is not None and len(head) + 1 + len(line) <= WIDTH:
            return Written([], [f"{head} {line}{behind}"])
        if not inner or isinstance(inner, str):
            written = scalars.in_lines(inner, WIDTH - indent - 2) if isinstance(inner, str) else None
            header, body = written or (line, [])
            return Written([], [f"{head} {header}{behind}", *_moved(body, indent + 2)])
        below = self.entries(inner, here, known, indent + 2)
        if isinstance(step, str):
            return Written([], [f"{head}{behind}", *_moved(below.above, indent + 2), *below.lines])
        first = f"{head} {below.lines[0][indent + 2 :]}"
        return Written([*below.above, *filter(None, [beside])], [first, *below.lines[1:]])

    def _line(self, value: Value, path: Path, field: Field | None) -> str | None:
        """Write a value on the line of its key, where it is short enough for that."""
        if not isinstance(value, str):
            return self.one_line(value, path, field)
        if "\n" in value and scalars.in_lines(value, WIDTH):
            return None
        return self._text(value, path, field, brackets=False)

    def _text(self, text: str, path: Path, field: Field | None, *, brackets: bool) -> str:
        form = field.form if field else ""
        loose = form in _LOOSE or (field is None and path in self.bare)
        prose = field is not None and form in _PROSE and not field.ref
        quoted = form in _QUOTED or (prose and text[:1].isdigit())
        return scalars.inline(text, brackets=brackets, loose=loose, quoted=quoted)

    def _above(self, path: Path, *, blank: bool | None) -> list[str]:
        """Give what stands above an entry; the first of all has no blank line there."""
        told = self.remarks.above.get(path, ())
        own = told[:1] == ("",)
        return [""] * (blank is not None and (blank or own)) + [*told[own:]]


def _may_be_one_line(value: Value, path: Path, field: Field | None) -> bool:
    """Tell whether a list or a mapping is of a kind that stands on one line where it fits."""
    if isinstance(value, list):
        return all(each is None or isinstance(each, str) for each in value)
    if not isinstance(value, dict) or field is None or field.many:
        return False
    known = len(fields(field.type))
    small = len(value) <= _TWO and isinstance(path[-1], str)
    return field.type in TOLD or (known > 0 and (small or known <= _FEW))


def _apart(value: Value, path: Path, field: Field | None, written: Sequence[Written]) -> list[bool]:
    """Tell for each entry whether a blank line belongs above it.

    Sections of a document are apart, but for those on one line; its items are, if most of them need several.
    """
    tall = [len(each.lines) > 1 for each in written]
    if not path:
        return [one or other for one, other in zip(tall, [False, *tall], strict=False)]
    kind = field.type if field and field.many and isinstance(value, list) else None
    items = isinstance(kind, type) and issubclass(kind, Item) and (kind.noun or len(path) == 1)
    return [bool(items) and 2 * sum(tall) > len(tall)] * len(tall)


def _steps(value: Value) -> Sequence[str | int]:
    if isinstance(value, dict):
        return [*value]
    return range(len(value)) if isinstance(value, list) else ()


def _at(value: Value, step: str | int) -> Value:
    return value[step]  # type: ignore[index]  # a step of the same value


def _moved(lines: Iterable[str], indent: int) -> list[str]:
    """Move lines to the right; a blank line stays empty."""
    return [f"{' ' * indent}{line}" if line else "" for line in lines]
