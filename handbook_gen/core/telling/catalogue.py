"""Every kind of change as a page of Markdown, and one of them for a terminal; compares nothing."""

from collections.abc import Iterator

from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.model.changes import LEVELS, ChangeKind
from handbook_gen.core.telling.said import title, why
from handbook_gen.core.words import Words


def page(words: Words) -> str:
    """Describe the levels and every kind, in the language of `words`."""
    lines = [f"# {words('telling.catalogue.title')}", "", words("telling.catalogue.intro"), ""]
    lines += [f"## {words('telling.catalogue.levels')}", ""]
    for level in LEVELS:
        name, means = (words(f"telling.level.{level}.{key}") for key in ("title", "means"))
        lines.append(f"- **{name}** (`{level}`): {means}")
    lines += ["", f"## {words('telling.catalogue.kinds')}"]
    for kind in KINDS.values():
        lines += ["", f"### {kind.name}", "", *_kind(kind, words)]
    return "\n".join(lines) + "\n"


def explained(kind: ChangeKind, words: Words) -> str:
    """Describe one kind for a terminal."""
    return "\n".join([kind.name, "", *_kind(kind, words)])


def _kind(kind: ChangeKind, words: Words) -> Iterator[str]:
    yield f"{title(kind, words)}. {why(kind, words)}"
    if kind.opposite and kind.opposite != kind.name:
        yield ""
        yield words("telling.catalogue.opposite", kind=kind.opposite)
