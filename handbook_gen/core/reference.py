"""The policy language as a page of Markdown, made from the models; what a field means is in `locale/`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from handbook_gen.core.loader import Sources
from handbook_gen.core.model import DOCUMENTS, RULES_FOLDER, TopicFile, shape
from handbook_gen.core.model.history import Given, ReleaseNote
from handbook_gen.core.model.types import Item, Language, LineValue, TermsValue, TextValue
from handbook_gen.core.reader import Value, read
from handbook_gen.core.words import Words

FILES: Final[Mapping[str, type[Item]]] = {**DOCUMENTS, "rules/<topic>.yml": TopicFile}
RELEASES: Final = "releases/<version>/release.yml"
"""The one file of a policy that nobody writes by hand."""
_LONGEST: Final = 70
"""Characters of an example."""

Names = Mapping[tuple[str, str], str]
"""What is known of a field, by the name of its class and its key."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands beside each field: an example, and the demands that it answers."""

    examples: Names = field(default_factory=dict)
    demands: Names = field(default_factory=dict)


def reference(words: Words, notes: Notes) -> str:
    """Describe every field of every document, in the language of `words`."""
    lines = [f"# {words('reference.title')}", "", words("reference.intro"), "", *_forms(words)]
    told: set[type] = set()
    for path, model in FILES.items():
        lines += ["", f"## `{path}`", "", words(f"parts.{name(model)}"), *_table(model, words, notes)]
        for part in _parts(model):
            if part in told:
                continue
            told.add(part)
            lines += ["", f"### {_heading(part, words)}", "", words(f"parts.{name(part)}")]
            lines += _table(part, words, notes)
    lines += ["", f"## `{RELEASES}`", "", words("releases.intro"), *_written_by_us(words)]
    return "\n".join(lines) + "\n"


def name(model: type) -> str:
    """Give the name by which `locale/` knows a class: RuleException is `rule-exception`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()


def every_part(model: type[Item]) -> tuple[type[Item], ...]:
    """Give a document and every class below it, each once, in the order in which they are met."""
    return (model, *_parts(model))


def every_field() -> Iterator[tuple[str, shape.Field]]:
    """Give the name of a class and a field, for every field of the language, once."""
    for part in dict.fromkeys(part for model in FILES.values() for part in every_part(model)):
        for each in shape.fields(part):
            yield name(part), each


def is_part(each: shape.Field) -> bool:
    """Tell whether a field holds a section with fields of its own."""
    return isinstance(each.type, type) and issubclass(each.type, Item)


def examples(policy: Sources, language: Language) -> Names:
    """Take an example of each field from the first place in a policy that uses it."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(policy.files):
        model = DOCUMENTS.get(path, TopicFile if path.startswith(RULES_FOLDER) else None)
        if model:
            for here, shown in _examples(model, read(path, policy.files[path]).value, language):
                found.setdefault(here, shown)
    return found


def _examples(model: type, value: Value, language: Language) -> Iterator[tuple[tuple[str, str], str]]:
    for each in shape.fields(model) if isinstance(value, dict) else ():
        given = value.get(each.key) if isinstance(value, dict) else None
        if given is None:
            continue
        if is_part(each):
            for inner in given if isinstance(given, list) else [given]:
                yield from _examples(each.type, inner, language)
        elif shown := _example(given, language):
            yield (name(model), each.key), shown


def _forms(words: Words) -> Iterator[str]:
    yield f"## {words('reference.forms')}"
    yield ""
    yield f"| {words('reference.type')} | {words('reference.meaning')} |"
    yield "|---|---|"
    used = {_form(each) for _, each in every_field()} - {"choice", "part"}
    for form in sorted(used, key=lambda form: words.alphabetical(words(f"forms.{form}.name"))):
        yield f"| {words(f'forms.{form}.name')} | {words(f'forms.{form}.means')} |"


def _written_by_us(words: Words) -> Iterator[str]:
    """Say what each line of a release means; there is nothing to fill in."""
    yield ""
    yield f"| {words('reference.key')} | {words('reference.meaning')} |"
    yield "|---|---|"
    for model in (ReleaseNote, Given):
        for each in model.model_fields.values():
            if each.alias:
                yield f"| `{each.alias}` | {words(f'releases.{name(model)}.{each.alias}')} |"


def _table(model: type, words: Words, notes: Notes) -> Iterator[str]:
    heads = [words(f"reference.{head}") for head in ("key", "meaning", "type", "unit", "example", "demand")]
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|---|---|---|"
    for each in shape.fields(model):
        here = (name(model), each.key)
        mandatory = f" **{words('reference.required')}**" if each.required else ""
        unit = words(f"units.{each.unit}") if each.unit else ""
        example = f"`{shown}`" if (shown := notes.examples.get(here)) else ""
        told = (
            f"`{each.key}`",
            words(f"fields.{here[0]}.{here[1]}") + mandatory + _default(each, words),
            _type(each, words),
            unit,
            example.replace("|", "\\|"),
            notes.demands.get(here, ""),
        )
        yield f"| {' | '.join(told)} |"


def _default(each: shape.Field, words: Words) -> str:
    """Say what holds where a field is left out; nothing where it is then simply not there."""
    match each.default:
        case bool(value):
            shown = "true" if value else "false"
        case str() | int() as value:
            shown = str(value)
        case tuple(values):
            shown = f"[{', '.join(values)}]"
        case _:
            return ""
    return words("reference.default", value=shown)


def _type(each: shape.Field, words: Words) -> str:
    form = _form(each)
    if form == "choice":
        one = " · ".join(f"`{choice}`" for choice in shape.choices(each.type))
    elif form == "part":
        one = f"[{_heading(each.type, words)}](#{_anchor(_heading(each.type, words))})"
    elif each.ref:
        nouns = words("report.or").join(words(f"noun.{kind}") for kind in each.ref.kinds[:_MOST_NOUNS])
        one = words("reference.id_of", nouns=nouns if len(each.ref.kinds) <= _MOST_NOUNS else "…")
        one += "".join(f" · `{word}`" for word in each.ref.words)
    else:
        one = words(f"forms.{form}.name")
    return words("reference.list_of", one=one) if each.many and form != "terms" else one


_MOST_NOUNS: Final = 3
_NAMES: Final = {TextValue: "text", LineValue: "line", TermsValue: "terms"}


def _form(each: shape.Field) -> str:
    """Name what a value is, as `locale/` knows it."""
    if each.ref:
        return "ref"
    if is_part(each):
        return "part"
    return "choice" if shape.choices(each.type) else _NAMES.get(each.type, each.form)


def _parts(model: type[Item]) -> tuple[type[Item], ...]:
    """Give every class below a document, in the order in which they are met."""
    found: dict[type[Item], None] = {}
    for each in shape.fields(model):
        if is_part(each) and each.type is not model:
            found[each.type] = None
            found.update(dict.fromkeys(_parts(each.type)))
    return tuple(found)


def _heading(part: type[Item], words: Words) -> str:
    return words(f"part_names.{name(part)}")


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _example(given: Any, language: str) -> str:
    """Show a value as somebody would type it, on one line and not too long."""
    if isinstance(given, list):
        texts = [each for each in given if isinstance(each, dict | str) and " " in _example(each, language)]
        shown = [_example(each, language) for each in (texts[:1] or given)]
        if texts:
            return f"- {shown[0]}"
        return _short(f"[{', '.join(shown)}]") if all(shown) else ""
    if isinstance(given, dict):
        told = given.get(language) or next(iter(given.values()), "")
        return _example(told, language)
    return _short(" ".join(str(given).split()).replace("`", ""))


def _short(shown: str) -> str:
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST].rsplit(' ', 1)[0]} …"
