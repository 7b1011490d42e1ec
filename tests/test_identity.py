"""Ids over several releases, which no case can show: what was away in between, and what was before that."""

import pytest

from handbook_gen.core.checks import identity
from handbook_gen.core.checks.check import Asked, Check
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import Policy
from handbook_gen.core.model.history import History, Release
from tests.case import DAY, base

OLD = (
    "{id: DISC-09, title: Zet een disclaimer in je profiel, modality: must, statement: Schrijf persoonlijk.}"
)
NEW = "{id: DISC-09, title: Vraag toestemming voor foto’s, modality: must, statement: Vraag collega’s eerst.}"
WITHDRAWN = OLD.replace("}", ", status: withdrawn}")
DRAFT = NEW.replace("}", ", status: draft}")
NOTHING = ""


def policy(rule: str) -> Policy:
    text = f"topic: {{id: openness, name: Openheid}}\nrules: [{rule}]\n"
    files = {path.removeprefix("policies/"): data for path, data in base().items()}
    return load(Sources("policies", {**files, "rules/openness.yml": text.encode()})).policy


def asked(check: Check, *versions: str) -> list[str]:
    """Give what a check says of the last version, with those before it as releases."""
    *before, now = map(policy, versions)
    book, _ = link(now, DAY)
    history = History(tuple(Release(f"2026.{number}", each) for number, each in enumerate(before, 1)))
    return [finding.facts["version"] for finding in check.ask(Asked(book, history))]


@pytest.mark.parametrize(
    ("versions", "reused"),
    [
        ([OLD, NOTHING, NEW], ["2026.1"]),
        ([OLD, WITHDRAWN, DRAFT], ["2026.2"]),
        ([OLD, NOTHING, OLD], []),
        ([OLD, NOTHING, WITHDRAWN], []),
        ([DRAFT, NOTHING, OLD], []),
        ([OLD, NOTHING, NEW, NEW], []),  # it was published like that: that cannot be undone
    ],
)
def test_an_id_is_reused_when_it_comes_back_as_another_rule(versions: list[str], reused: list[str]) -> None:
    assert asked(identity.reused_id, *versions) == reused


@pytest.mark.parametrize(
    ("versions", "vanished"),
    [
        ([OLD, NOTHING], ["2026.1"]),
        ([OLD, OLD, NOTHING], ["2026.2"]),
        ([OLD, DRAFT, NOTHING], ["2026.1"]),
        ([OLD, NOTHING, NOTHING], ["2026.1"]),
        ([OLD, WITHDRAWN], []),
        ([DRAFT, NOTHING], []),
    ],
)
def test_a_rule_that_readers_knew_never_vanishes(versions: list[str], vanished: list[str]) -> None:
    assert asked(identity.vanished_id, *versions) == vanished
