"""A good value for every field of the policy language, by reflection, so that a new field is met unasked."""

from collections.abc import Mapping
from typing import Any, Final

from handbook_gen.core.model import DOCUMENTS, TopicFile, shape
from handbook_gen.core.model.types import Item, LineValue, TermsValue, TextValue

SAY: Final = {"nl": "Woord", "en": "Word"}
FORMS: Final[Mapping[str, str]] = {
    "id": "word",
    "word": "word",
    "code": "A-1",
    "plain": "Woord",
    "mail": "a@example.org",
    "handle": "@example",
    "phone": "+31 20 555 01 00",
    "url": "https://example.org/",
    "date": "2027-05-01",
    "duration": "1h",
    "hours": "Mo-Fr 08:30-17:00",
    "number": "3",
    "quantity": "4.3",
    "colour": "#0b4650",
    "flag": "true",
    "check": "HB412",
    "fingerprint": "0123456789ab",
    "time-zone": "Europe/Amsterdam",
    "typeface": "Inter",
    "picture": "logo.svg",
}
ENDS: Final = {
    "role": "hr",
    "audience": "everyone",
    "rule": "DISC-01",
    "topic": "disclosure",
    "channel": "feed",
    "objective": "calm",
    "profile": "warm",
    "level": "duty",
    "step": "ours",
    "reply": "thanks",
    "action": "act",
    "law": "act",
    "target": "soon",
    "trait": "clear",
    "word": "TONE-01",
    "term": "term",
    "means": "mail",
    "promise": "vow",
    "ambassador": "fan",
    "question": "purpose",
}
"""The id of an item of each kind."""


def value(field: shape.Field, *, full: bool, say: Mapping[str, str] = SAY) -> Any:
    """Make a value for a field: the least that is good, or all that fits; its words are `say`."""
    one: Any
    if field.ref:
        one = next(ENDS[noun] for noun in field.ref.kinds if noun in ENDS)
    elif field.type is TextValue:
        one = dict(say)
    elif field.type is LineValue:
        one = {language: " ".join(words.split()) for language, words in say.items()}
    elif field.type is TermsValue:
        return {language: [" ".join(words.split())] for language, words in say.items()}
    elif choices := shape.choices(field.type):
        one = choices[0]
    elif isinstance(field.type, type) and issubclass(field.type, Item):
        one = {f.key: value(f, full=full, say=say) for f in shape.fields(field.type) if full or f.required}
        one |= {"id": ENDS[field.type.noun]} if field.type.noun in ENDS else {}
    else:
        one = " ".join(say["nl"].split()) if field.form == "plain" else FORMS[field.form]
    return [one] if field.many else one


def whole(say: Mapping[str, str]) -> dict[str, Any]:
    """Make a policy in which every field of every document is filled, its words are `say`."""
    models = {**DOCUMENTS, "rules/disclosure.yml": TopicFile}
    files = {
        path: {each.key: value(each, full=True, say=say) for each in shape.fields(model)}
        for path, model in models.items()
    }
    files["handbook.yml"] |= {"schema": "1", "languages": ["nl", "en"], "ask": "hr"}
    files["people.yml"]["people"][0] |= {"from": "2020-01-01"}  # so that somebody is there today
    files["rules/disclosure.yml"]["rules"][0] |= {"status": "active", "from": "2020-01-01", "replaces": []}
    files["channels.yml"]["channels"][0] |= {"status": "open"}
    return files
