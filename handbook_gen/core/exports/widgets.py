"""A field of the policy language → a field of a form in Sveltia CMS; knows nothing of where files are kept.

Source: https://sveltiacms.app/en/docs/fields
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from handbook_gen.core.exports.given import Given
from handbook_gen.core.model import DOCUMENTS, RULES_FOLDER, TopicFile, shape
from handbook_gen.core.model.refs import Ref
from handbook_gen.core.model.types import Item, LineValue, TermsValue, TextValue
from handbook_gen.core.reference import is_part, name

ID_WIDGET: Final = "handbook-id"
"""Registered by the page around the forms: what has an id keeps it."""
_TEXT: Final = "text"
_LINE: Final = "string"

Node = dict[str, Any]


def fields(given: Given, part: type[Item]) -> list[Node]:
    """Give a field of a form for each field of a class, in the order in which they are written."""
    return [_field(given, part, each) for each in shape.fields(part)]


def _field(given: Given, part: type[Item], each: shape.Field) -> Node:
    base = {
        "name": each.key,
        "label": _label(given, part, each),
        **_hint(given, part, each),
        "required": each.required,
    }
    if is_part(each):
        return base | _section(given, each)
    if each.type in (TextValue, LineValue, TermsValue):
        return base | _said(given, each)
    if choices := shape.choices(each.type):
        options: list[Any] = [{"label": choice, "value": choice} for choice in choices]
        return base | _select(options, each) | _default(each)
    if each.ref:
        return base | _citing(given, each, each.ref)
    one = _scalar(given, each)
    return base | (_listed(given, each, one) if each.many else one | _default(each))


def _default(each: shape.Field) -> Node:
    """Fill in what can only be one thing; other defaults hold where a field is left out."""
    return {"default": each.least} if each.required and each.least == each.most is not None else {}


def _section(given: Given, each: shape.Field) -> Node:
    inner = {"fields": fields(given, each.type), "collapsed": True}
    if not each.many:
        return {"widget": "object", **inner, "collapsed": "auto"}
    one = given.said(f"part_names.{name(each.type)}")
    inner |= {"label_singular": one, "summary": _summary(given, each.type)}
    # A copy would have the id of the original, and an id is never changed.
    copied = {"allow_duplicate": False} if any(f.key == "id" for f in shape.fields(each.type)) else {}
    return {"widget": "list", **inner, **copied}


def _summary(given: Given, part: type[Item]) -> str:
    """Tell the items of a list apart while they are folded up."""
    source = given.loaded.policy.settings.languages[0]
    known = {f.key: f for f in shape.fields(part)}
    said = next((key for key, f in known.items() if f.type is LineValue and not f.many), None)
    said = said or next((key for key, f in known.items() if f.type is TextValue and not f.many), None)
    parts = ["{{id}}"] if "id" in known else []
    parts += [f"{{{{{said}.{source}}}}}"] if said else []
    return " · ".join(parts) or f"{{{{{next(iter(known))}}}}}"


def _said(given: Given, each: shape.Field) -> Node:
    """Give a text a field per language; the source language is the one that must be there."""
    source, *_ = spoken = given.loaded.policy.settings.languages
    if each.type is TermsValue:
        word = {"name": "word", "label": given.said("exports.labels.word"), "widget": _LINE}
        per_language = [
            {
                "name": language,
                "label": given.said(f"exports.languages.{language}"),
                "widget": "list",
                "required": False,
                "field": word,
            }
            for language in spoken
        ]
        return {"widget": "object", "fields": per_language, "collapsed": "auto"}
    per_language = [
        {
            "name": language,
            "label": given.said(f"exports.languages.{language}"),
            "widget": _TEXT if each.type is TextValue else _LINE,
            "required": language == source,
        }
        for language in spoken
    ]
    if each.many:
        singular = {"label_singular": given.said("exports.labels.text")}
        return {"widget": "list", **singular, "fields": per_language, "summary": f"{{{{{source}}}}}"}
    return {"widget": "object", "fields": per_language}


def _select(options: list[Any], each: shape.Field) -> Node:
    return {"widget": "select", "options": options, **({"multiple": True} if each.many else {})}


def _citing(given: Given, each: shape.Field, ref: Ref) -> Node:
    """Choose among items: of one kind as they are now, of several kinds as they were at the export."""
    home = _HOMES.get(ref.kinds[0]) if len(ref.kinds) == 1 and not ref.words else None
    several = {"multiple": True} if each.many else {}
    if home:
        collection, way, item = home
        named = _name(given, item)
        shown = [f"{{{{{way}.{named}}}}} ({{{{{way}.id}}}})" if named else f"{way}.id"]
        return {
            "widget": "relation",
            **collection,
            "value_field": f"{way}.id",
            "display_fields": shown,
            "search_fields": shown,
            "dropdown_threshold": 0,
            **several,
        }
    known = given.cited(ref)
    if not known:
        return _listed(given, each, {"widget": _LINE}) if each.many else {"widget": _LINE}
    language = given.language
    options: list[Any] = [
        {"label": f"{item.best(language)} ({identity})" if item else identity, "value": identity}
        for identity, item in known.items()
    ]
    return _select(options, each) | {"dropdown_threshold": 0}


def _name(given: Given, item: type[Item]) -> str:
    """Tell by which field people know an item, if it always has one."""
    source = given.loaded.policy.settings.languages[0]
    known = [f.key for f in shape.fields(item) if f.key in ("name", "title") and f.required]
    return f"{known[0]}.{source}" if known else ""


def _homes() -> Mapping[str, tuple[Node, str, type[Item]]]:
    """Noun → the collection that its items stand in, the way to them there, and their class."""
    found: dict[str, tuple[Node, str, type[Item]]] = {}
    for path, model in {**DOCUMENTS, RULES_FOLDER: TopicFile}.items():
        where: Node = {"collection": "topics"} if model is TopicFile else {}
        where = where or {"collection": "policy", "file": path.removesuffix(".yml")}
        for steps in shape.homes(model):
            way = ".".join(f"{step.key}.*" if step.many else step.key for step in steps)
            found[steps[-1].type.noun] = (where, way, steps[-1].type)
    return found


_HOMES: Final = _homes()


def _scalar(given: Given, each: shape.Field) -> Node:
    """Give the widget for one value that is no text."""
    match each.form:
        case "flag":
            yes, no = given.said("exports.sveltia.yes"), given.said("exports.sveltia.no")
            # Not a switch: that writes `false` wherever nothing was said.
            return {
                "widget": "select",
                "options": [{"label": yes, "value": True}, {"label": no, "value": False}],
            }
        case "number" | "quantity":
            kind = "int" if each.form == "number" else "float"
            return {
                "widget": "number",
                "value_type": kind,
                "min": each.least,
                "max": each.most,
                "step": 1 if kind == "int" else 0.01,
            }
        case "date":
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case "id" | "code" if each.key == "id":
            return {"widget": ID_WIDGET, **_pattern(given, each)}
        case _:
            return {"widget": _LINE, **_pattern(given, each)}


def _listed(given: Given, each: shape.Field, one: Node) -> Node:
    """Make a list of single values."""
    label = given.said(f"forms.{each.form or 'ref'}.name")
    return {"widget": "list", "field": {"name": "value", "label": label, **one}}


def _pattern(given: Given, each: shape.Field) -> Node:
    if not each.pattern:
        return {}
    return {"pattern": [f"^(?:{each.pattern})$", _plain(given.said(f"forms.{each.form}.means"))]}


def _label(given: Given, part: type[Item], each: shape.Field) -> str:
    own = f"exports.labels_of.{name(part)}.{each.key}"
    return given.said(own if own in given.said.keys else f"exports.labels.{each.key}")


def _hint(given: Given, part: type[Item], each: shape.Field) -> Node:
    """Say what a field means, and how its value is written where that is not obvious."""
    told = given.said(f"fields.{name(part)}.{each.key}")
    unit = f" ({given.said(f'units.{each.unit}')})" if each.unit else ""
    how = f" – {given.said(f'forms.{each.form}.means')}" if each.form in ("duration", "hours") else ""
    return {"hint": _plain(told + unit + how)}


def _plain(told: str) -> str:
    """Quote as in a sentence what is code in Markdown: hints have no markup for it."""
    return re.sub(r"`([^`]*)`", r"‘\1’", told)
