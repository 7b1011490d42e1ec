"""Proposals for tests of how changes are told: a small policy and changes made by hand; judges nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.links import link
from handbook_gen.core.loader import Loaded, Sources, load
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import EMPLOYER, LEVELS, Change, Comparison, Following, RoleChange
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.times import duration
from handbook_gen.core.model.types import TextValue
from handbook_gen.core.problems import EMPTY_TEXT, Kind, Place, Problem, Severity, Spot
from handbook_gen.core.report.changes import Accepted, Claim, Told

DAY: Final = date(2027, 3, 1)
NOBODY: Final = "Jannie Jansen"
"""Who holds a function, and may be named nowhere."""
POLICY: Final[Mapping[str, str]] = {
    "handbook.yml": """\
schema: 1
organisation: {id: bakery, name: {nl: Bakkerij, en: Bakery}}
languages: [nl, en]
ask: hr
approvals:
  - {when: [stricter], by: council, decision: consent}
""",
    "roles.yml": """\
roles:
  - {id: employee, name: {nl: Medewerker, en: Employee}}
  - {id: leader, name: {nl: Leidinggevende, en: Line manager}, includes: [employee]}
  - {id: intern, name: {nl: Stagiair, en: Intern}, kind: intern}
  - {id: webcare, name: {nl: Webcareteam, en: Webcare team}, includes: [employee]}
  - {id: hr, name: {nl: Personeelszaken, en: HR}}
  - {id: council, name: {nl: Ondernemingsraad, en: Works council}}
audiences:
  - {id: everyone, name: {nl: Iedereen, en: Everyone}, roles: [employee]}
""",
    "rules/disclosure.yml": """\
topic: {id: disclosure, name: {nl: Openheid, en: Disclosure}}
rules:
  - id: DISC-01
    title: {nl: Zeg waar je werkt, en: Say where you work}
    modality: must
    statement: {nl: Zeg binnen 12 uur dat je hier werkt., en: Say within 12 hours that you work here.}
    audience: [everyone]
    from: 2027-06-01
  - id: DISC-02
    title: {nl: Schrijf onder je eigen naam, en: Write under your own name}
    modality: may
    statement: {nl: Je mag schrijven wie je bent., en: You may write who you are.}
    audience: [everyone]
  - id: DISC-03
    title: {nl: Wij helpen je, en: We help you}
    modality: must
    binds: employer
    statement: {nl: Wij geven je raad., en: We give you advice.}
    audience: [everyone]
""",
    "webcare.yml": """\
targets:
  - {id: standard, name: {nl: Standaard, en: Standard}, first_reply: 30min}
""",
    "people.yml": f"""\
people:
  - {{role: webcare, name: {NOBODY}, mail: jannie@example.org}}
""",
}


def loaded(files: Mapping[str, str]) -> Loaded:
    return load(Sources("policies", {path: text.encode() for path, text in files.items()}))


def book(files: Mapping[str, str]) -> Handbook:
    return link(loaded(files).policy, DAY)[0]


@cache
def before() -> tuple[Loaded, Handbook]:
    """Give the policy that every proposal starts from."""
    return loaded(POLICY), book(POLICY)


def text(nl: str, en: str = "") -> TextValue:
    return TextValue(nl=nl or None, en=en or None)


def change(kind: str, level: Effect, where: str, *path: str | int, **more: Any) -> Change:
    """Make a change; `where` is noun and id with a space between."""
    noun, _, identity = where.partition(" ")
    return Change(KINDS[kind], level, Spot(noun, identity, path), **more)


def told(*changes: Change, after: Handbook | None = None, **more: Any) -> Told:
    """Tell some changes of the policy as the outcome of a comparison."""
    ordered = tuple(sorted(changes, key=lambda each: LEVELS.index(each.level)))
    roles, following = more.pop("roles", ()), more.pop("following", ())
    read, old = before()
    compared = Comparison(old, after or old, ordered, roles, following)
    place = read.place
    names = {"base": "main", "head": "voorstel", **more}
    return Told(compared, DAY, place=place, place_before=place, **names)


STAFF: Final = frozenset({"employee", "leader", "webcare"})
WIDER: Final[Mapping[str, str]] = {
    **POLICY,
    "roles.yml": POLICY["roles.yml"].replace("kind: intern", "kind: intern, includes: [employee]"),
}


def one() -> Told:
    """Tell one deadline that is shortened."""
    return told(
        change(
            "duration-shortened",
            "stricter",
            "rule DISC-01",
            "statement",
            before=text("Zeg binnen 24 uur dat je hier werkt.", "Say within 24 hours that you work here."),
            after=text("Zeg binnen 12 uur dat je hier werkt.", "Say within 12 hours that you work here."),
            facts={"was": "24 uur", "now": "12 uur", "language": "nl"},
            stricter_for=STAFF,
        )
    )


def too_soon(where: str) -> Change:
    """Tell of a rule that it takes effect sooner than the house gives notice."""
    return change("too-little-notice", "administrative", where, "from", facts={"first": "2027-03-15"})


def found(kind: Kind, where: str) -> Problem:
    """Find something at an item."""
    noun, _, identity = where.partition(" ")
    return Problem(kind, Place("policies/x.yml", 3), spot=Spot(noun, identity))


def many() -> Told:
    """Tell a bit of everything: a cause, each level, views, what follows, findings, claims, acceptances."""
    cause = Spot("role", "intern", ("includes",))
    intern = frozenset({"intern"})
    widened = {"cause": cause, "before": frozenset(), "after": intern, "facts": {"roles": "intern"}}
    duty = change("audience-widened", "stricter", "rule DISC-01", "audience", stricter_for=intern, **widened)
    leave = change("audience-widened", "looser", "rule DISC-02", "audience", looser_for=intern, **widened)
    ours = change("audience-widened", "stricter", "rule DISC-03", "audience", **widened)
    moved = change(
        "response-time-shortened",
        "stricter",
        "target standard",
        "first_reply",
        before=duration("1h"),
        after=duration("30min"),
        stricter_for=frozenset({"webcare"}),
    )
    wording = change(
        "text-reworded",
        "editorial",
        "rule DISC-02",
        "title",
        before=text("Schrijf onder eigen naam"),
        after=text("Schrijf onder je eigen naam"),
    )
    less = change(
        "part-removed",
        "looser",
        "rule DISC-03",
        "statement",
        before=text("Wij geven je raad en daad.", "We give you advice and help."),
        after=text("Wij geven je raad.", "We give you advice."),
        looser_for=frozenset({EMPLOYER}),
        benefits=STAFF,
    )
    return told(
        *one().comparison.changes,
        duty,
        leave,
        less,
        *(too_soon(f"rule DISC-0{number}") for number in (1, 2)),
        replace(ours, stricter_for=frozenset({EMPLOYER}), benefits=intern),
        moved,
        change("text-changed", "undecided", "role hr", "tasks", before=text("Raad"), after=text("Daad")),
        change("holder-changed", "administrative", "people ", "people", facts={"role": "webcare"}),
        wording,
        after=book(WIDER),
        roles=(
            RoleChange("intern", duties_gained=("DISC-01",), permissions_gained=("DISC-02",)),
            RoleChange("webcare", stricter=("DISC-01",)),
            RoleChange("leader", stricter=("DISC-01",)),
        ),
        following=(
            Following(
                "approval",
                "council",
                ("stricter",),
                spot=Spot("settings", "", ("approvals", 0)),
                decision="consent",
            ),
            Following("notice", "", ("stricter",), date(2027, 3, 15), Spot("settings", "", ("norms",))),
        ),
        claims=(Claim("a1b2c3d", "editorial", "stricter"),),
        accepted=(Accepted(moved, text("Zo besloten.", "So decided."), "hr"),),
        stale=("0123456789ab",),
        findings=(
            found(replace(EMPTY_TEXT, severity=Severity.WARNING), "rule DISC-01"),
            found(EMPTY_TEXT, "role intern"),
        ),
        preview="https://example.org/voorstel/",
    )


def too_many(number: int) -> Told:
    """Tell more than anybody reads: rules that each got another text, some stricter, most only reworded."""
    levels: tuple[tuple[str, Effect], ...] = (
        ("part-added", "stricter"),
        ("text-changed", "undecided"),
        ("part-removed", "looser"),
        ("reason-changed", "administrative"),
        *(("text-reworded", "editorial"),) * 4,
    )
    return told(
        *(
            change(
                *levels[index % len(levels)],
                f"rule MANY-{index:04}",
                "statement",
                before=text(f"Dit is de tekst van regel {index}."),
                after=text(f"Dit is de nieuwe tekst van regel {index}."),
            )
            for index in range(number)
        )
    )
