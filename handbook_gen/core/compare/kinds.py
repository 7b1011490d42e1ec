"""Every kind of change by its permanent name, with the kind that undoes it; says and judges nothing.

Read /docs/changes.en.md for what each means. Names are for ever: acceptances and other programs cite them.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model.changes import ChangeKind

# Two on a line undo each other; one on a line is its own opposite.
_RULES: Final = """
    rule-added rule-removed
    rule-reinstated rule-withdrawn
    rule-replaced replacement-undone
    rule-split rules-merged
    rule-moved
    rule-renumbered
    id-reused
    draft-added draft-removed
    draft-changed
    tombstone-changed
"""
_SCOPE: Final = """
    modality-tightened modality-relaxed
    modality-reversed
    bound-party-changed
    audience-widened audience-narrowed
    audience-restated
    capacity-widened capacity-narrowed
    reach-widened reach-narrowed
    channels-widened channels-narrowed
    channels-restated
    condition-added condition-removed
    condition-changed
    exception-added exception-removed
    exception-extended exception-ended
    exception-widened exception-narrowed
    exception-changed
    override-added override-removed
    carrier-added carrier-removed
    in-force-earlier in-force-later
    ends-earlier ends-later
"""
_WORDING: Final = """
    negation-added negation-removed
    duty-word-tightened duty-word-relaxed
    number-raised number-lowered
    duration-lengthened duration-shortened
    date-later date-earlier
    bound-changed
    proviso-added proviso-removed
    restriction-added restriction-removed
    named-role-changed
    named-contact-changed
    part-added part-removed
    text-changed
    text-reworded
    one-language-changed
    languages-differ
"""
_AROUND: Final = """
    owner-changed
    contact-changed
    escalation-changed
    reason-added reason-removed
    reason-changed
    example-added example-removed
    example-changed
    example-turned
    consequence-added consequence-removed
    consequence-changed
    rights-added rights-removed
    rights-changed
    law-cited law-dropped
    law-replaced
    basis-changed
    retention-lengthened retention-shortened
    touches-added touches-removed
    references-changed
    keywords-changed
    visibility-widened visibility-narrowed
    review-postponed review-advanced
    action-changed
    name-changed
    note-changed
"""
_DOCUMENTS: Final = """
    item-added item-removed
    item-changed
"""
_ALONE: Final = {
    "permanent-address-lost": "an address that is there is no news",
    "id-taken": "only a branch that is behind can see it",
    "in-force-in-the-past": "a rule that starts later is in-force-later",
    "too-little-notice": "enough notice is no news",
    "review-overdue": "a date that is kept is no news",
    "acknowledgement-required": "nobody has to read what did not change",
    "approval-required": "what nobody must agree to is no news",
    "claim-contradicted": "a claim that is true is no news",
}


def _paired(table: str) -> Iterator[ChangeKind]:
    for line in table.strip().splitlines():
        names = line.split()
        for name, opposite in zip(names, reversed(names), strict=True):
            yield ChangeKind(name, opposite)


KINDS: Final[Mapping[str, ChangeKind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            *_paired(_RULES),
            *_paired(_SCOPE),
            *_paired(_WORDING),
            *_paired(_AROUND),
            *_paired(_DOCUMENTS),
            *(ChangeKind(name, alone=reason) for name, reason in _ALONE.items()),
        )
    }
)
