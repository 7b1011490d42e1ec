"""HB303 to HB312, what a rule must say to be kept: owner, reason, example, for whom, where, until when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.prose import told
from handbook_gen.core.checks.stems import stems
from handbook_gen.core.links import reaching, spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.roles import Audience, Role
from handbook_gen.core.model.rules import Rule, RuleException
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_SETTINGS: Final = Spot("settings", "")
_OUR_PEOPLE: Final = ("staff", "leader")
_FEWEST_RULES: Final = 3
"""Whether rules are about inside and outside is asked of no fewer."""
_EVERYBODY_WORDS: Final = """
    de het een alle al iedereen ieder elke geldt gelden niet voor deze dit regel hiervan uitgezonderd zonder
    uitzondering vrijgesteld is zijn van bij ons onze wij personen mensen medewerker medewerkers personeel
    collega collega's
    the a an all every everyone everybody anybody this rule rules does do not apply to for of is are exempt
    exempted excepted our us we with at who works people person staff employee employees colleague colleagues
"""
_ALL_STAFF: Final = re.compile(
    r"iedereen|everyone|everybody|(?:alle |al ons |all (?:our )?)"
    r"(?:medewerkers|collega.s|werknemers|personeel|staff|employees|colleagues)",
    re.IGNORECASE,
)
_EVERYBODY: Final = frozenset(_EVERYBODY_WORDS.split())


@check("HB303", "must-without-owner", Severity.ERROR)
def must_without_owner(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find obligations and prohibitions whose text nobody maintains.

    Why: nobody notices that it is out of date, and nobody can say what it means.
    Repair: name a role at `owner` of the topic; a rule can have another one.
    Told once for a topic without an owner. Whether somebody holds the function now is not asked here.
    Source: C02.
    """
    for file in book.policy.topics:
        lacking = [rule for rule in book.rules_in(file.topic.id) if _strict(rule) and not rule.owner]
        if len(lacking) > 1 and not file.topic.owner:
            yield Finding(kind, spot(file.topic), {"count": str(len(lacking))}, "topic")
        else:
            yield from (Finding(kind, spot(rule), {}, "rule") for rule in lacking)


@check("HB304", "must-without-rationale", Severity.WARNING)
def must_without_rationale(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find obligations and prohibitions that do not say why.

    Why: people keep a rule that they understand, also where it does not quite fit.
    Repair: write at `because` what goes wrong without it.
    Whether the reason is there in every language is asked of all texts, and not here.
    Source: C03.
    """
    for rule in book.published:
        if _strict(rule) and not told(rule.because):
            yield Finding(kind, spot(rule), {"modality": rule.modality})


@check("HB305", "must-without-example", Severity.WARNING)
def must_without_example(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find obligations and prohibitions for all staff without an example of keeping or breaking them.

    Why: who reads it once a year recognises a situation, not a sentence of law.
    Repair: write one under `examples`, at `do` or `dont`; a post as somebody would really write it says most.
    A rule is for all staff if it is addressed to `all` or to a group of that name, or reaches half of all
    staff and leaders and each of them that another rule names. Duties of the employer are not asked.
    Source: C04.
    """
    ours = [rule for rule in book.published if _ours(rule)]
    people = _people(book, ours)
    named = _people(book, (rule for rule in ours if "all" not in rule.audience))
    for rule in ours:
        if _strict(rule) and not (rule.examples.do or rule.examples.dont):
            reached = book.readers[rule.id] & people
            every = reached and named <= reached and 2 * len(reached) >= len(people)
            if every or any(_everybody(book, each) for each in rule.audience):
                yield Finding(kind, spot(rule), {"modality": rule.modality})


@check("HB306", "rule-without-audience", Severity.ERROR)
def rule_without_audience(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that reach nobody: without an audience, or with one in which nobody is.

    Why: such a rule stands on nobody's page, and whoever breaks it was never told.
    Repair: name an audience or a role, or `all`; give an audience its `roles`; for a rule that the public
    must keep write `binds: public`.
    Groups outside without roles are somebody where the public is bound, or where a team or the employer does
    something for them. An id that does not exist is told elsewhere.
    Source: C40.
    """
    for rule in book.published:
        if not rule.audience:
            yield Finding(kind, spot(rule), {}, "none")
        elif not book.readers[rule.id] and all(_known(book, each) for each in rule.audience):
            outside = any(_outside(book, each) for each in rule.audience)
            if not (outside and rule.binds != "employee"):
                facts = {"audience": ", ".join(rule.audience)}
                yield Finding(kind, spot(rule, "audience"), facts, "outside" if outside else "nobody")


@check("HB307", "audience-without-rules", Severity.WARNING)
def audience_without_rules(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find groups inside that no rule reaches.

    Why: they look for their rules and find an empty page; or somebody forgot to address a rule to them.
    Repair: address the rules to them that are meant for them, or take the group away.
    Groups outside, and those that a channel is there for, need no rules. A group is reached through its roles
    too, and by what they carry out. That it must confirm having read, or is trained, does not count.
    Source: C40.
    """
    if not book.published:
        return
    expand = reaching(book)
    reached = frozenset[str]().union(*(book.readers[rule.id] for rule in book.published))
    reached |= expand({role for rule in book.published for role in rule.carried_out_by})
    cited = {each for rule in book.published for each in rule.audience}
    served = {each for channel in book.policy.channels.channels for each in channel.audiences}
    for group in book.policy.roles.audiences:
        aside = group.external or group.groundswell or group.id in served or group.id in cited
        if not aside and reached.isdisjoint(expand([group.id])):
            yield Finding(kind, spot(group), {"audience": group.id})


@check("HB308", "capacity-not-stated", Severity.WARNING)
def capacity_not_stated(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that do not say whether they are about your own account, about speaking for us, or both.

    Why: it is every reader's first question, and what may be asked of somebody in private is not the same.
    Repair: write `capacity: personal`, `official` or `both`.
    Duties of the employer and rules for the public are not asked. Told once where most rules do not say.
    Source: C27.
    """
    asked = [rule for rule in book.published if _ours(rule)]
    yield from _unsaid(kind, asked, [rule for rule in asked if rule.capacity is None])


@check("HB309", "reach-not-stated", Severity.WARNING)
def reach_not_stated(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that do not say whether they are about where colleagues read along, or the outside world.

    Why: what holds for a public post need not hold for the team's group chat, and the other way round.
    Repair: write `reach: internal`, `external` or `both`.
    Duties of the employer and rules for the public are not asked. Told once where most rules do not say.
    Source: A20, C05.
    """
    asked = [rule for rule in book.published if _ours(rule)]
    yield from _unsaid(kind, asked, [rule for rule in asked if rule.reach is None])


@check("HB310", "action-not-stated", Severity.INFO)
def action_not_stated(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that do not name the action they are about.

    Why: contradictions are judged on it; of a rule without an action none will be found.
    Repair: name an action of actions.yml at `action`, the same one for all rules about the same deed.
    Told once where no rule names one, or most do not.
    Source: C05.
    """
    lacking = [rule for rule in book.published if rule.action is None]
    if len(lacking) > 1 and len(lacking) == len(book.published):
        yield Finding(kind, _SETTINGS, {"count": str(len(lacking))}, "nowhere")
    else:
        yield from _unsaid(kind, book.published, lacking, "rule")


@check("HB311", "exception-without-end", Severity.WARNING)
def exception_without_end(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find exceptions that do not say for whom, by whose leave or until when, or that are for everybody.

    Why: an exception that nobody has approved and that never ends is what people will do.
    Repair: fill in `for`, `approver` and `until`; make what is permanent a rule of its own, named at `rule`.
    An exception by another rule is not asked: that rule has an audience, an owner and dates. One for all whom
    the rule is for swallows it only if its text names no circumstance.
    Source: C46.
    """
    expand = reaching(book)
    for rule in book.published:
        for index, exception in enumerate(rule.exceptions):
            if exception.rule:
                continue
            where = spot(rule, "exceptions", index)
            parts = {
                "exception-for-whom": exception.for_,
                "exception-approver": exception.approver,
                "exception-until": exception.until,
            }
            if missing := " ".join(key for key, value in parts.items() if not value):
                yield Finding(kind, where, {"missing": missing}, "lacks")
            readers = book.readers[rule.id]
            if (
                exception.for_
                and readers
                and readers <= expand(exception.for_)
                and _bare(book, rule, exception)
            ):
                yield Finding(kind, where, {}, "whole")


@check("HB312", "reach-without-rules", Severity.WARNING)
def reach_without_rules(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find policies that are silent on how people behave inside, or outside.

    Why: much goes wrong in the group chat of a team, and nobody had said anything about it; or the reverse.
    Repair: write a rule with `reach: internal` or `external`, or `both` where a rule is about both.
    Asked of three rules for staff and more, and told once. A rule that does not say may be about either.
    Source: A20.
    """
    rules = [rule for rule in book.published if rule.binds in ("employee", "team")]
    said = {rule.reach for rule in rules}
    if len(rules) >= _FEWEST_RULES and not said & {None, "both"} and len(said) == 1:
        yield Finding(kind, _SETTINGS, {}, "internal" if said == {"external"} else "external")


def _unsaid(
    kind: Kind, asked: Sequence[Rule], lacking: Sequence[Rule], variant: str = ""
) -> Iterator[Finding]:
    """Tell of each rule that does not say something; or once, with the first few, where most do not."""
    if len(lacking) > _FEWEST_RULES and len(lacking) * 2 > len(asked):
        facts = {"count": str(len(lacking)), "whole": str(len(asked))}
        yield Finding(kind, _SETTINGS, facts, "most", tuple(map(spot, lacking[:_FEWEST_RULES])))
    else:
        yield from (Finding(kind, spot(rule), {}, variant) for rule in lacking)


def _strict(rule: Rule) -> bool:
    return rule.modality in ("must", "must-not")


def _ours(rule: Rule) -> bool:
    """Tell whether it is staff who must keep a rule."""
    return rule.binds in ("employee", "team")


def _people(book: Handbook, rules: Iterable[Rule]) -> frozenset[str]:
    """Give the roles of staff and leaders that some rules reach."""
    reached = frozenset[str]().union(*(book.readers[rule.id] for rule in rules))
    return frozenset(each for each in reached if (role := book.role(each)) and role.kind in _OUR_PEOPLE)


def _everybody(book: Handbook, identity: str) -> bool:
    """Tell whether an audience is called after all staff, whatever roles it has."""
    group = book.get("audience", identity)
    names = group.name.texts() if isinstance(group, Audience) else ()
    return identity == "all" or any(_ALL_STAFF.fullmatch(name) for _, name in names)


def _known(book: Handbook, identity: str) -> bool:
    return identity == "all" or bool(book.get("audience", identity) or book.get("role", identity))


def _outside(book: Handbook, identity: str) -> bool:
    group = book.get("audience", identity)
    return isinstance(group, Audience) and group.external


def _bare(book: Handbook, rule: Rule, exception: RuleException) -> bool:
    """Tell whether the text of an exception says no more than for whom it is."""
    groups = [book.get("audience", each) or book.role(each) for each in (*rule.audience, *exception.for_)]
    names = [group.name for group in groups if isinstance(group, Audience | Role)]
    return all(
        stems(said, _EVERYBODY) <= frozenset[str]().union(*(stems(name.best(language)) for name in names))
        for language, said in exception.text.texts()
    )
