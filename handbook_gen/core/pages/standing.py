"""Where a rule stands, in one line: since when, which text, who decided, what is to come; draws nothing.

A version with a number says only what never turns false: from when its text applies by its own word.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from handbook_gen.core.history.applying import same
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.history import DRAFT, LATEST, Life, Past, Period, Release, Then, Wording
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.words import Words

_GONE = (State.ENDED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class _Asked:
    book: Handbook
    past: Past
    release: Release
    rule: Rule
    words: Words

    @property
    def life(self) -> Life | None:
        return self.past.lives.get(self.rule.id)

    @property
    def state(self) -> State:
        return self.book.state(self.rule)

    def say(self, key: str, *days: date | None) -> str:
        """Say a sentence that has a variant for each of its days that is known."""
        names = [name for name, day in zip(("starts", "ends"), days, strict=False) if day]
        facts = {
            name: self.words.date(day) for name, day in zip(("starts", "ends"), days, strict=False) if day
        }
        return self.words(
            f"standing.{key}.{'_'.join(names) or 'always'}", version=self.release.version, **facts
        )


def standing(book: Handbook, rule: Rule, words: Words) -> str:
    """Say where a rule stands; nothing where nothing was released yet."""
    past = book.past
    if past is None or past.release is None:
        return ""
    asked = _Asked(book, past, past.release, rule, words)
    unadopted = new_in_draft(book, rule)
    if unadopted:
        parts = [words(f"standing.draft.{unadopted}", version=past.release.version), *_planned(asked)]
    else:
        where = _numbered(asked) if past.numbered else _on_the_day(asked)
        parts = [where, *_which(asked), *_coming(asked)]
    return words("standing.between").join(parts)


def new_in_draft(book: Handbook, rule: Rule) -> str:
    """Tell what the draft does to a rule: `new`, `changed`, `withdrawn`; nothing where it is as released."""
    past = book.past
    if past is None or past.release is None or past.shown != DRAFT:
        return ""
    was, now = past.release.rules.get(rule.id), _written(book, rule)
    if was is None:
        return "changed" if rule.id in past.lives else "new"
    if same(was, now):
        return ""
    return "withdrawn" if now.status == "withdrawn" != was.status else "changed"


def wording(book: Handbook, rule: Rule) -> Wording | None:
    """Give the version of a rule's text that is shown; none for what only the draft says."""
    past = book.past
    life = past.lives.get(rule.id) if past else None
    if past is None or life is None:
        return None
    text = _shown(book, past, life, rule)
    return next((each for each in reversed(life.wordings) if text and same(each.rule, text)), None)


def decided(release: Release, words: Words) -> str:
    """Say when a release was agreed to, and on what paper: the latest approval, of those that name one."""
    named = [each for each in release.approvals if each.reference]
    given = sorted(named or release.approvals, key=lambda each: each.date)
    if not given:
        return ""
    day = given[-1].date
    papers = dict.fromkeys(each.reference for each in given if each.reference and each.date == day)
    if not papers:
        return words("standing.decided.plain", day=words.date(day))
    return words("standing.decided.named", day=words.date(day), reference=words.listed([*papers]))


def _shown(book: Handbook, past: Past, life: Life, rule: Rule) -> Rule | None:
    """Give the text that is shown, as a release has it."""
    if past.shown == DRAFT:
        return _written(book, rule)
    newest = past.release.rules.get(rule.id) if past.release else None
    if past.shown == LATEST:
        return life.at(book.day).rule or newest
    return newest


def _written(book: Handbook, rule: Rule) -> Rule:
    """Give a rule as it is written, without what it inherits."""
    item = book.get(Rule.noun, rule.id)
    return item if isinstance(item, Rule) else rule


def _numbered(asked: _Asked) -> str:
    rule, ends = asked.rule, asked.book.until(asked.rule)
    if rule.status == "withdrawn" and asked.state is State.WITHDRAWN:
        return asked.say("numbered.withdrawn", None, ends)
    first, end = asked.book.validity.span(rule)
    if end <= first:
        return asked.words("standing.numbered.not", version=asked.release.version)
    return asked.say("numbered.applies", rule.from_, ends)


def _on_the_day(asked: _Asked) -> str:
    """Say it as of the handbook's day."""
    match asked.state:
        case State.IN_FORCE:
            return asked.say("now.in_force", _since(asked))
        case State.ANNOUNCED:
            return asked.say("now.announced", asked.book.validity.span(asked.rule)[0])
        case State.WITHDRAWN:
            return asked.say("now.withdrawn", None, asked.book.until(asked.rule))
        case _ if asked.life and not any(each.rule for each in asked.life.periods):
            return asked.words("standing.now.never")
        case _:
            return asked.say("now.ended", None, asked.book.until(asked.rule))


def _since(asked: _Asked) -> date | None:
    """Give the day from which the text that is shown has been in force without a break."""
    life, day = asked.life, asked.book.day
    period = life.at(day) if life else None
    if life is None or period is None or period.then is not Then.IN_FORCE:
        return asked.rule.from_
    for before in reversed(life.periods[: life.periods.index(period)]):
        if not (before.rule and period.rule and same(before.rule, period.rule)):
            break
        period = before
    return period.starts


def _which(asked: _Asked) -> list[str]:
    """Say which version of the rule it is, and when that was decided."""
    found = wording(asked.book, asked.rule)
    if found is None:
        return []
    number = asked.words("standing.version", number=found.number)
    return [
        *([number] if asked.state not in _GONE else []),
        *filter(None, [decided(found.release, asked.words)]),
    ]


def _coming(asked: _Asked) -> list[str]:
    """Say what is known to come after the text that is shown: its end, or another text."""
    book, words, life = asked.book, asked.words, asked.life
    if asked.past.numbered or asked.state in _GONE:
        return []
    ends = book.until(asked.rule)
    told = [words("standing.ends", day=words.date(ends))] if ends else []
    if life is None or asked.rule.id not in asked.past.adopted:
        return told
    later = _later(life, book.day)
    if later and later[0].starts:
        told.append(words.count("standing.adopted", len(later), day=words.date(later[0].starts)))
    return told


def _later(life: Life, day: date) -> list[Period]:
    """Give the periods after a day in which another text than before is in force."""
    found = [each for each in life.periods if each.rule and (each.ends is None or each.ends > day)]
    return [new for old, new in pairwise(found) if old.rule and new.rule and not same(old.rule, new.rule)]


def _planned(asked: _Asked) -> list[str]:
    """Say from when to when the draft wants a rule to apply."""
    days = asked.rule.from_, asked.book.until(asked.rule)
    return [asked.say("draft.planned", *days)] if any(days) and asked.state not in _GONE else []
