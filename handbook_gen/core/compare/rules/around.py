"""What stands around a rule: reasons, examples, rights, law, whom to ask; most of it binds nobody.

Judges no statement, no scope and no date.
"""

from collections.abc import Iterator
from typing import Any, Final

from handbook_gen.core.compare import alike, binding, spans
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judges, benefits, bound, changed, for_whom
from handbook_gen.core.compare.rules import wording
from handbook_gen.core.compare.rules.ruling import informs, listed, on_employer, restated, side
from handbook_gen.core.compare.rules.wording import told, told_as, worded
from handbook_gen.core.model.actions import Action
from handbook_gen.core.model.changes import Change
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.law import Law
from handbook_gen.core.model.rules import Basis
from handbook_gen.core.model.types import TextValue

_MOSTLY: Final = 0.5
_MOST_STEPS: Final = 20
"""Between one name of an action and another that means the same."""


def examples(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge examples: administrative, but stricter where right is now shown as wrong, or the reverse."""
    found = {key: _aligned(fact, key) for key in ("do", "dont")}
    turned = [
        (place, text, other)
        for key, other in (("do", "dont"), ("dont", "do"))
        for place, text in found[other].new
        if any(_says(text, gone) for _, gone in found[key].gone)
    ]
    for place, text, key in turned:
        whom = bound(*side(fact, sides, wider=True))
        part = Fact(fact.pair, f"examples.{key}.{place}", None, text)
        yield changed("example-turned", "stricter", part, facts={"to": key}, stricter_for=whom)
    moved = tuple(text for _, text, _ in turned)
    plain = [each for key, entries in found.items() for each in _shown(fact, key, entries, moved)]
    yield from plain
    if not turned and not plain:
        yield restated("order-changed", fact)


def _aligned(fact: Fact, key: str) -> alike.Aligned[TextValue]:
    return alike.aligned(getattr(fact.before, key), getattr(fact.after, key), alike.texts)


def _shown(
    fact: Fact, key: str, entries: alike.Aligned[TextValue], moved: tuple[TextValue, ...]
) -> Iterator[Change]:
    """Tell the examples of one kind that are new, gone or different, but for those that were turned."""
    for _, old, place, now in entries.changed:
        yield from told_as("example-changed", Fact(fact.pair, f"examples.{key}.{place}", old, now))
    for place, gone in entries.gone:
        if not any(_says(text, gone) for text in moved):
            yield informs("example-removed", Fact(fact.pair, f"examples.{key}.{place}", gone, None))
    for place, new in entries.new:
        if new not in moved:
            yield informs("example-added", Fact(fact.pair, f"examples.{key}.{place}", None, new))


def _says(one: TextValue, other: TextValue) -> bool:
    """Tell whether two examples are the same, but for what no reader would fight about."""
    return one == other or (
        alike.texts(one, other) > _MOSTLY
        and all(each.level == "editorial" for each in wording.said(other, one))
    )


def rights(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what a rule leaves alone: less of it is stricter, more is looser, and its words are a permission.

    Where a rule binds the employer, it is the staff who keep or lose the rights.
    """
    book, rule = side(fact, sides, wider=fact.after is None)
    whom = benefits(book, rule) or bound(book, rule)
    if fact.before is None or fact.after is None:
        kind = "rights-added" if fact.before is None else "rights-removed"
        level: Effect = "looser" if fact.before is None else "stricter"
        yield changed(kind, level, fact, **for_whom(level, whom))
        return
    for change in worded(fact, whom, ("permission", "permission")):
        open_ = change.kind.name == "text-changed"
        yield changed("rights-changed", change.level, fact, facts=change.facts) if open_ else change


def basis(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge the ground for using data of staff; the employer must keep them no longer than it says."""
    old, new = fact.before or Basis(), fact.after or Basis()
    if old.law != new.law:
        yield informs("basis-changed", Fact(fact.pair, "basis.law", old.law, new.law))
    if old.retention != new.retention:
        yield _retained(Fact(fact.pair, "basis.retention", old.retention, new.retention), sides)
    if old.notice != new.notice:
        yield from _noticed(Fact(fact.pair, "basis.notice", old.notice, new.notice))
    if old == new:
        yield restated("basis-changed", fact)


def _noticed(fact: Fact) -> Iterator[Change]:
    if fact.before is None or fact.after is None:
        yield informs("basis-changed", fact)
    else:
        yield from told_as("basis-changed", fact)


def _retained(fact: Fact, sides: Sides) -> Change:
    if fact.before is None or fact.after is None:
        longer: int | None = 1 if fact.after is None else -1
    else:
        longer = spans.longer(fact.before, fact.after)
    if longer is None:
        return on_employer("undecided", "basis-changed", fact, sides)
    if not longer:
        return restated("basis-changed", fact)
    kind = "retention-lengthened" if longer > 0 else "retention-shortened"
    return on_employer("looser" if longer > 0 else "stricter", kind, fact, sides)


def law(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Tell the laws that a rule cites anew or no more; one in the place of another replaces it."""
    came = [each for each in fact.after if each not in fact.before]
    went = [each for each in fact.before if each not in fact.after]
    for old in [*went]:
        new = _heir(sides, old, came) or (came[0] if len(went) == len(came) == 1 else None)
        if new is not None:
            went.remove(old)
            came.remove(new)
            facts = {"was": old, "now": new}
            yield informs("law-replaced", fact, before=old, after=new, facts=facts)
    yield from (informs("law-dropped", fact, before=each, after=None) for each in went)
    yield from (informs("law-cited", fact, before=None, after=each) for each in came)
    if {*fact.before} == {*fact.after}:
        yield restated("order-changed", fact)


def _heir(sides: Sides, old: str, came: list[str]) -> str | None:
    """Give the law that replaced another, or is replaced by it, where it is among those now cited."""
    for new in came:
        laws = (book.get("law", each) for book in (sides.after, sides.before) for each in (old, new))
        if any(isinstance(each, Law) and each.replaced_by in {old, new} - {each.id} for each in laws):
            return new
    return None


def touches(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell which sensitive subjects a rule now touches, or no more: others must agree to it."""
    came, went = ({*fact.after} - {*fact.before}), ({*fact.before} - {*fact.after})
    if came:
        yield informs("touches-added", fact, facts={"subjects": listed(came)})
    if went:
        yield informs("touches-removed", fact, facts={"subjects": listed(went)})
    if not came and not went:
        yield restated("order-changed", fact)


def references(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell that a rule leans on other sources."""
    reordered = len(fact.before) == len(fact.after) and {*fact.before} == {*fact.after}
    yield restated("order-changed", fact) if reordered else informs("references-changed", fact)


def keywords(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell that people find a rule by other words."""
    yield restated("keywords-changed", fact)


def weight(fact: Fact, _: Sides) -> Iterator[Change]:
    """Tell that a rule goes on a card sooner or later; it asks the same."""
    yield informs("item-changed", fact)


def action(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what a rule is about: undecided if it is another thing, editorial if it has another name."""
    if fact.before is None or fact.after is None:
        yield informs("action-changed", fact)
    elif _same_action(fact.before, fact.after, sides):
        yield restated("action-changed", fact)
    else:
        yield changed("action-changed", "undecided", fact)


def _same_action(before: str, after: str, sides: Sides) -> bool:
    """Tell whether two actions mean the same, by the names that either side gives them."""
    return any(_follows(one, other, sides) for one, other in ((before, after), (after, before)))


def _follows(one: str, other: str, sides: Sides) -> bool:
    for book in (sides.after, sides.before):
        here: Any = one
        for _ in range(_MOST_STEPS):
            item = book.get("action", here)
            here = item.same_as if isinstance(item, Action) else None
            if here == other:
                return True
    return False


JUDGES: Final[Judges] = {
    "rule.because": told("reason-changed", "reason-added", "reason-removed"),
    "rule.examples": examples,
    "rule.consequence": told("consequence-changed", "consequence-added", "consequence-removed"),
    "rule.rights": rights,
    "rule.touches": touches,
    "rule.basis": basis,
    "rule.law": law,
    "rule.references": references,
    "rule.keywords": keywords,
    "rule.weight": weight,
    "rule.visibility": binding.visibility,
    "rule.ask": binding.informs("contact-changed"),
    "rule.owner": binding.informs("owner-changed"),
    "rule.escalation": binding.informs("escalation-changed"),
    "rule.action": action,
}
