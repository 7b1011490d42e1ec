"""The policy language as JSON Schema (2020-12), for editors that help while YAML is typed; it judges nothing.

Editors read YAML 1.2, where `title: 2026` is a number and `name: true` is not a string; our reader keeps
strings. So what may be such a string may be such a number here too, and patterns hold for strings only.

Source: https://json-schema.org/draft/2020-12/json-schema-validation
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, Final

from handbook_gen.core.exports.given import Given
from handbook_gen.core.model import RULES_FOLDER, shape
from handbook_gen.core.model.types import LANGUAGES, Item, Language, LineValue, TermsValue, TextValue
from handbook_gen.core.reference import FILES, every_part, is_part, name

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_REF: Final = "#/$defs/"
_TOLD: Final = {TextValue: "text", LineValue: "line", TermsValue: "terms"}
_SCALAR: Final = ("string", "number", "boolean")
_SAID: Final = r"\S"
_ONE_LINE: Final = r"^\s*\S[^\n]*\s*$"
# What a string that a pattern allows can be to an editor, and a string of that kind.
_LOOKS: Final = (("number", "10"), ("boolean", "true"))
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_JOIN: Final = " — "

Node = dict[str, Any]


def files(given: Given) -> Mapping[str, bytes]:
    """Write a schema for each document of the policy."""
    return {
        schema_name(path): (json.dumps(document(given, path), ensure_ascii=False, indent=1) + "\n").encode()
        for path in FILES
    }


def schema_name(path: str) -> str:
    """Name the schema of a document: that of every file with rules is `rules.schema.json`."""
    return f"{path.removesuffix('.yml').partition('/')[0]}.schema.json"


def editor_settings(given: Given, folder: str) -> Mapping[str, Mapping[str, str]]:
    """Tell VS Code's YAML extension which schema, in `folder`, is for which file of the policy."""
    globs = {
        path: f"{RULES_FOLDER}*.yml" if path.startswith(RULES_FOLDER) else path for path in FILES
    }  # `rules/<topic>.yml` is how the reference writes it
    return {
        "yaml.schemas": {f"{folder}/{schema_name(path)}": f"{given.folder}/{globs[path]}" for path in FILES}
    }


def document(given: Given, path: str) -> Node:
    """Describe one document of the policy, with the ids that this policy has."""
    model = FILES[path]
    parts = every_part(model)
    defs = {part: _part(given, part) for part in parts if part is not model}
    return {
        "$schema": _DIALECT,
        "title": f"{path}{_JOIN}{_both(given, f'part_names.{name(model)}')}",
        **_part(given, model),
        "$defs": {name(part): node for part, node in defs.items()} | _texts(given),
    }


def whole(given: Given) -> Node:
    """Describe every document of the policy in one schema, for whoever wants a single file."""
    parts = dict.fromkeys(part for model in FILES.values() for part in every_part(model))
    return {
        "$schema": _DIALECT,
        "title": given.said("exports.schema.title"),
        "anyOf": [{"$ref": _REF + name(model)} for model in FILES.values()],
        "$defs": {name(part): _part(given, part) for part in parts} | _texts(given),
    }


def _part(given: Given, part: type[Item]) -> Node:
    """Describe a section; what is required of it may be left out with all of it."""
    fields = shape.fields(part)
    required = [each.key for each in fields if each.required]
    return {
        **_description(given, f"parts.{name(part)}"),
        "type": ["object", "null"],
        "properties": {each.key: _field(given, part, each) for each in fields},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _field(given: Given, part: type[Item], each: shape.Field) -> Node:
    told = _description(given, f"fields.{name(part)}.{each.key}")
    default = each.default
    if isinstance(default, bool | int | str):
        told |= {"default": default}
    if isinstance(default, tuple):
        told |= {"default": list(default)}
    node = _value(given, each) | _solid(each)
    if each.many and each.type is not TermsValue:
        return told | {"type": "array" if each.required else ["array", "null"], "items": node}
    return told | (node if each.required else _nullable(node))


def _solid(each: shape.Field) -> Node:
    """Say that a section or a text is really there: where it may be left out, it may be empty too."""
    if is_part(each):
        return {"type": "object"}
    if each.type is TermsValue:
        return {"type": ["array", "object"]}
    return {"type": [*_SCALAR, "object"]} if each.type in _TOLD else {}


def _nullable(node: Node) -> Node:
    """Allow nothing at all, which our reader takes for a field that is not there."""
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    if "enum" in node:
        return {**node, "enum": [*node["enum"], None]}
    return {**node, "type": [*node["type"], "null"]}


def _value(given: Given, each: shape.Field) -> Node:
    """Describe one value of a field."""
    if is_part(each):
        return {"$ref": _REF + name(each.type)}
    if each.type in _TOLD:
        return {"$ref": _REF + _TOLD[each.type]}
    if choices := shape.choices(each.type):
        return {"enum": [*_as_read(choices)]}
    if each.ref:
        return _citing(given, each)
    return _form(each)


def _citing(given: Given, each: shape.Field) -> Node:
    """List the ids of this policy; an editor shows beside each what it is called."""
    known = given.cited(each.ref) if each.ref else {}
    if not known:
        return {"type": [*_SCALAR], "pattern": _SAID}
    names = [
        _JOIN.join(dict.fromkeys(text for _, text in item.texts())) if item else "" for item in known.values()
    ]
    extra = [*_as_read(known)][len(known) :]
    return {"enum": [*known, *extra], "enumDescriptions": [*names, *[""] * len(extra)]}


def _form(each: shape.Field) -> Node:
    """Describe a value by what a string in it means."""
    limits = {"minimum": each.least, "maximum": each.most}
    match each.form:
        case "number" | "quantity":
            kind = "integer" if each.form == "number" else "number"
            return {"type": [kind, "string"], "pattern": _exactly(each.pattern), **limits}
        case "flag":
            return {"type": ["boolean", "string"], "pattern": "^(true|false)$"}
        case "plain":
            return {"type": [*_SCALAR], "pattern": _ONE_LINE}
        case form:
            looks = [kind for kind, sample in _LOOKS if re.fullmatch(each.pattern, sample)]
            format_ = {"format": form} if form == "date" else {}
            return {"type": ["string", *looks], "pattern": _exactly(each.pattern), **format_}


def _texts(given: Given) -> dict[str, Node]:
    """Describe the three kinds of text: one for all, or one per language."""
    scalar: Mapping[str, Node] = {
        "text": {"type": [*_SCALAR, "null"], "pattern": _SAID},
        "line": {"type": [*_SCALAR, "null"], "pattern": _ONE_LINE},
    }
    word = {"type": [*_SCALAR], "pattern": _ONE_LINE}
    per_language = {"additionalProperties": False, "minProperties": 1}
    told = {
        kind: {
            **_description(given, f"forms.{kind}.means"),
            "type": [*_SCALAR, "object", "null"],
            "pattern": each["pattern"],
            "properties": {language: _in(given, language) | each for language in LANGUAGES},
            **per_language,
        }
        for kind, each in scalar.items()
    }
    several = {"type": "array", "items": word}
    terms = {
        **_description(given, "forms.terms.means"),
        "type": ["array", "object", "null"],
        "items": word,
        "properties": {language: _in(given, language) | several for language in LANGUAGES},
        **per_language,
    }
    return {**told, "terms": terms}


def _in(given: Given, language: Language) -> Node:
    return {
        "description": _JOIN.join(
            dict.fromkeys(w(f"exports.languages.{language}") for w in given.words.values())
        )
    }


def _both(given: Given, key: str) -> str:
    return _JOIN.join(dict.fromkeys(words(key) for words in given.words.values()))


def _description(given: Given, key: str) -> Node:
    """Say what something means in every language; with its markup for editors that draw it."""
    marked = "\n\n".join(f"**{language}** {words(key)}" for language, words in given.words.items())
    return {"description": _both(given, key).replace("`", ""), "markdownDescription": marked}


def _exactly(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _as_read(strings: Sequence[str] | Mapping[str, Any]) -> Iterator[str | float | bool]:
    """Give strings, and then what an editor takes some of them for: the id `112` may stand without quotes."""
    yield from strings
    for string in strings:
        if string in ("true", "false"):
            yield string == "true"
        elif _NUMBER.fullmatch(string) and isfinite(number := float(string)):
            yield int(number) if number.is_integer() else number
