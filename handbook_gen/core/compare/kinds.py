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
    draft-decided back-to-draft
    draft-added draft-removed
    draft-changed
    tombstone-added tombstone-removed
    tombstone-changed
    predecessor-changed
    inheritance-restated
"""
_SCOPE: Final = """
    modality-tightened modality-relaxed
    modality-reversed
    bound-party-changed
    audience-widened audience-narrowed
    audience-restated
    capacity-widened capacity-narrowed
    capacity-restated
    reach-widened reach-narrowed
    reach-restated
    channels-widened channels-narrowed
    channels-restated
    condition-added condition-removed
    condition-changed
    exception-added exception-removed
    exception-extended exception-ended
    exception-widened exception-narrowed
    exception-approver-added exception-approver-removed
    exception-approver-changed
    exception-changed
    override-added override-removed
    carrier-added carrier-removed
    in-force-earlier in-force-later
    ends-earlier ends-later
    withdrawal-announced withdrawal-recalled
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
    title-follows
    title-differs
    translation-added translation-removed
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
    id-renamed
    item-added item-removed
    item-changed
    entry-added entry-removed
    order-changed
"""
_FUNCTIONS: Final = """
    role-added role-removed
    audience-added audience-removed
    includes-widened includes-narrowed
    owner-added owner-removed
    stand-in-added stand-in-removed
    stand-in-changed
    contact-added contact-removed
    hours-extended hours-shortened
    hours-changed
    holder-added holder-removed
    holder-changed
    holder-details-changed
"""
_WEBCARE: Final = """
    response-time-set response-time-dropped
    response-time-shortened response-time-lengthened
    response-time-changed
    counted-in-clock-hours counted-in-service-hours
    level-added level-removed
    escalation-order-changed
    escalation-added escalation-removed
    informed-added informed-removed
    step-added step-removed
    triage-outcome-added triage-outcome-removed
    triage-outcome-changed
    triage-start-changed
    logging-required logging-dropped
    going-dark-widened going-dark-narrowed
    going-dark-order-changed
    spokesperson-changed
    crisis-step-added crisis-step-removed
    house-rule-added house-rule-removed
    sensitive-period-added sensitive-period-removed
    sensitive-period-lengthened sensitive-period-shortened
    sensitive-period-moved
    reply-text-changed
"""
_CHANNELS: Final = """
    channel-opened channel-closed
    channel-resumed channel-paused
    channel-planned channel-unplanned
    channel-rejected channel-reconsidered
    key-holder-added key-holder-removed
    authentication-strengthened authentication-weakened
    rhythm-tightened rhythm-relaxed
    rhythm-changed
    replies-opened replies-closed
    form-of-address-changed
    profile-changed
    advertising-started advertising-stopped
"""
_STRATEGY: Final = """
    placement-changed
    final-responsibility-changed
    sponsor-changed
    board-decision-changed
    readiness-answered readiness-unanswered
    readiness-changed
    objective-added objective-removed
    objective-changed
    target-set target-dropped
    target-raised target-lowered
    deadline-advanced deadline-postponed
    metric-changed
    parent-changed
    measured-more-often measured-less-often
    means-chosen means-refused
    promise-added promise-removed
    promise-changed
    behaviour-added behaviour-removed
    measurement-added measurement-removed
    adjustment-added adjustment-removed
"""
_TONE: Final = """
    tone-tightened tone-relaxed
    tone-reversed
    tone-changed
    word-added word-removed
    definition-changed
    consultation-changed
"""
_SETTINGS: Final = """
    notice-lengthened notice-shortened
    reviewed-more-often reviewed-less-often
    grace-shortened grace-lengthened
    administrators-raised administrators-lowered
    approval-added approval-removed
    approval-widened approval-narrowed
    acknowledgement-added acknowledgement-removed
    acknowledgement-tightened acknowledgement-relaxed
    training-added training-removed
    waiver-added waiver-removed
    waiver-extended waiver-ended
    language-added language-removed
    edition-widened edition-narrowed
    time-zone-changed
"""
_ACCEPTING: Final = """
    acceptance-added acceptance-removed
    acceptance-changed
"""
_ALONE: Final = {
    "permanent-address-lost": "an address that is there is no news",
    "id-taken": "only a branch that is behind can see it",
    "in-force-in-the-past": "a rule that starts later is in-force-later",
    "too-little-notice": "enough notice is no news",
    "review-overdue": "a date that is kept is no news",
    "claim-contradicted": "a claim that is true is no news",
}
_FOLLOWING: Final = {
    "acknowledgement-required": "nobody has to read what did not change",
    "approval-required": "what nobody must agree to is no news",
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
            *_paired(_FUNCTIONS),
            *_paired(_WEBCARE),
            *_paired(_CHANNELS),
            *_paired(_STRATEGY),
            *_paired(_TONE),
            *_paired(_SETTINGS),
            *_paired(_ACCEPTING),
            *(ChangeKind(name, alone=reason) for name, reason in _ALONE.items()),
            *(ChangeKind(name, alone=reason, follows=True) for name, reason in _FOLLOWING.items()),
        )
    }
)
