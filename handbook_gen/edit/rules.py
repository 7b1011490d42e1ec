"""New rules and the end of old ones: drafts with a number that nobody had, tombstones that name a successor.

It gives the new text of the files concerned and writes no disk.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import ValidationError

from handbook_gen.core.links import link
from handbook_gen.core.model import RULES_FOLDER, Rule, Topic, TopicFile, shape
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.shape import Field
from handbook_gen.core.reader import Value
from handbook_gen.edit.desk import Desk, RefusedError, unknown, with_value
from handbook_gen.edit.layout import Layout
from handbook_gen.edit.patch import Change, Piece, add, changed, put

_TOPIC_KEYS: Final = tuple(each.key for each in shape.fields(TopicFile))
_RULE_KEYS: Final = tuple(each.key for each in shape.fields(Rule))
_RULES: Final = next(each for each in shape.fields(TopicFile) if each.key == "rules")
_CODE: Final = re.compile(r"(?P<prefix>[A-Z][A-Z0-9]*)-(?P<number>[0-9]+)")
_LONGEST_PREFIX: Final = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a new rule."""

    topic: str
    modality: str
    title: Mapping[str, str]
    """By language, in every language of the handbook."""
    statement: Mapping[str, str]
    because: Mapping[str, str]
    prefix: str | None = None
    """Of its number; else that of its topic."""
    create: bool = False
    """Whether the topic may be new."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The file with a new rule in it, and where it stands there."""

    id: str
    path: str
    data: bytes
    index: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The files in which a rule is withdrawn; none if all of it stood there already.

    The successor's comes first: if only that is written, the rule ends when the successor starts.
    """

    files: Mapping[str, bytes]
    replaced: bool
    """Whether the successor says so from now on."""
    withdrawn: bool
    """Whether the rule itself was changed."""
    waits_for: Rule | None = None
    """The successor that is not in force yet: until then the old rule stays."""


def draft(desk: Desk, wanted: Draft, published: Iterable[str]) -> Drafted:
    """Add a draft at the end of a topic; `published` are the texts in which past numbers stand.

    Raises RefusedError, UnreadableError or UnwritableError.
    """
    known = any(each.noun == "topic" for each in desk.found(wanted.topic))
    if not known and not wanted.create:
        raise unknown(wanted.topic, desk.ids("topic"), "topic-unknown")
    path = desk.one("topic", wanted.topic).path if known else f"{RULES_FOLDER}{wanted.topic}.yml"
    identity = _next(desk, path, wanted, published)
    rule: dict[str, Value] = {
        "id": identity,
        "title": dict(wanted.title),
        "modality": wanted.modality,
        "statement": dict(wanted.statement),
        "because": dict(wanted.because),
        "status": "draft",
    }
    _sound(Rule, rule)
    if not known:
        return Drafted(identity, path, _new_topic(desk, path, wanted.topic, rule), 0)
    document, outline = desk.open(path)
    rules = document.value.get("rules") if isinstance(document.value, dict) else None
    every = [*(rules if isinstance(rules, list) else []), rule]
    changes = add(outline, ("rules",), _piece(rule), _TOPIC_KEYS, apart=True)
    meant = with_value(document.value, ("rules",), every)
    data = changed(document.path, document.data, changes, meant)
    return Drafted(identity, path, data, len(every) - 1)


def withdraw(desk: Desk, identity: str, successor: str | None, day: date) -> Withdrawn:
    """Withdraw a rule on a day, in favour of another.

    While the successor is a draft, or not in force yet, it only says that it replaces the rule, which stays
    in force until that starts. Raises RefusedError, UnreadableError or UnwritableError.
    """
    book, _ = link(desk.loaded.policy, day)
    rule, following = _rule(desk, book, identity), _rule(desk, book, successor) if successor else None
    if following and following.id == rule.id:
        raise RefusedError("own-successor", id=identity)
    if following and book.state(following) in (State.WITHDRAWN, State.ENDED):
        raise RefusedError("successor-gone", id=following.id)
    edits = _Edits(desk)
    replaced = following is not None and rule.id not in following.replaces
    if following and replaced:
        edits.add_code(following.id, "replaces", rule.id)
    waits = following if following and book.state(following) is not State.IN_FORCE else None
    withdrawn = waits is None and rule.status != "withdrawn"
    if withdrawn:
        if book.state(rule) is State.IN_FORCE and (rule.until is None or rule.until > day):
            edits.set(rule.id, "until", day.isoformat())
        edits.set(rule.id, "status", "withdrawn")
    return Withdrawn(edits.files(), replaced, withdrawn, waits)


class _Edits:
    """Changes of rules, gathered by file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._changes: dict[str, list[Change]] = {}
        self._meant: dict[str, Value] = {}

    def set(self, identity: str, key: str, text: str) -> None:
        found = self._desk.one("rule", identity)
        _, outline = self._desk.open(found.path)
        self._note(found.path, [put(outline, found.start, key, text, _RULE_KEYS)])
        self._meant[found.path] = with_value(self._meant[found.path], (*found.start, key), text)

    def add_code(self, identity: str, key: str, code: str) -> None:
        found = self._desk.one("rule", identity)
        _, outline = self._desk.open(found.path)
        here = (*found.start, key)
        piece = Piece(code, lambda column: [f"{' ' * column}- {code}"])
        self._note(found.path, add(outline, here, piece, _RULE_KEYS))
        number = sum(path[:-1] == here for path in outline.entries)
        before = with_value(self._meant[found.path], here, []) if not number else self._meant[found.path]
        self._meant[found.path] = with_value(before, (*here, number), code)

    def files(self) -> Mapping[str, bytes]:
        """Give the new text of each file, in the order in which they were asked for."""
        made: dict[str, bytes] = {}
        for path, changes in self._changes.items():
            document, _ = self._desk.open(path)
            made[path] = changed(document.path, document.data, changes, self._meant[path])
        return made

    def _note(self, path: str, changes: list[Change]) -> None:
        self._meant.setdefault(path, self._desk.open(path)[0].value)
        self._changes.setdefault(path, []).extend(changes)


def _rule(desk: Desk, book: Handbook, identity: str) -> Rule:
    if identity in book.rules:
        return book.rules[identity]
    desk.one("rule", identity)
    raise RefusedError("rule-at-fault", id=identity)


def _next(desk: Desk, path: str, wanted: Draft, published: Iterable[str]) -> str:
    """Give the number above every one that was ever used with the prefix of the topic."""
    file = desk.loaded.files.get(path)
    codes = [code for _, each, _ in (file.declared if file else ()) if (code := _CODE.fullmatch(each))]
    usual = Counter(code["prefix"] for code in codes).most_common(1)
    prefix = wanted.prefix or (usual[0][0] if usual else _prefix(desk, wanted.topic))
    texts = (data.decode("utf-8", "replace") for data in desk.sources.files.values())
    used = re.compile(rf"(?<![\w-]){re.escape(prefix)}-([0-9]{{1,9}})(?![\w-])")
    numbers = [found[1] for text in (*texts, *published) for found in used.finditer(text)]
    width = max((len(code["number"]) for code in codes), default=2)
    return f"{prefix}-{max(map(int, numbers), default=0) + 1:0{width}}"


def _prefix(desk: Desk, topic: str) -> str:
    """Make a prefix of the name of a topic without rules, that no other topic has."""
    taken = {code["prefix"] for each in desk.ids("rule", "word") if (code := _CODE.fullmatch(each))}
    first, whole = topic.split("-", maxsplit=1)[0].upper(), topic.replace("-", "").upper()
    for prefix in (first[:_LONGEST_PREFIX], first, whole):
        if prefix not in taken and _CODE.fullmatch(f"{prefix}-1"):
            return prefix
    raise RefusedError("no-prefix", topic=topic)


def _piece(rule: dict[str, Value]) -> Piece:
    return Piece(
        inline=json.dumps(rule, ensure_ascii=False),
        lines=lambda column: Layout().entries([rule], ("rules",), _RULES, column).lines,
    )


def _new_topic(desk: Desk, path: str, topic: str, rule: dict[str, Value]) -> bytes:
    if path in desk.sources.files:
        raise RefusedError("topic-file-taken", path=desk.sources.shown(path))
    name = topic.replace("-", " ").capitalize()
    languages = desk.loaded.policy.settings.languages
    about: dict[str, Value] = {"id": topic, "name": dict.fromkeys(languages, name)}
    _sound(Topic, about)
    document = Field("", "", many=False, type=TopicFile)
    return "\n".join([*Layout().document({"topic": about, "rules": [rule]}, document, ""), ""]).encode()


def _sound(model: type[Rule | Topic], value: dict[str, Value]) -> None:
    """Refuse what the policy language would not take."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        where = error.errors()[0]["loc"]
        raise RefusedError("not-sound", field=".".join(map(str, where))) from error
