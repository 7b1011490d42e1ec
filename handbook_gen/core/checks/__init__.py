"""Questions asked of every handbook: one module per family, listed here; checks read and never write."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from handbook_gen.core.checks import (
    channels,
    contradictions,
    custody,
    dates,
    functions,
    glossary,
    governance,
    guides,
    identity,
    language,
    law,
    look,
    numbers,
    plain,
    privacy,
    reasons,
    rights,
    rules,
    secrets,
    strategy,
    subjects,
    tone,
    tone_conflicts,
    triage,
    vagueness,
    waivers,
    webcare,
)
from handbook_gen.core.checks.check import Asked, Check
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import History
from handbook_gen.core.problems import Finding

CHECKS: Final[tuple[Check, ...]] = (
    identity.reused_id,
    identity.vanished_id,
    identity.cites_unpublished,
    dates.review_date_passed,
    dates.review_overdue,
    dates.dates_out_of_order,
    dates.replacement_gap,
    dates.no_review_date,
    dates.no_start_date,
    contradictions.contradiction,
    contradictions.possible_duplicate,
    rules.must_without_owner,
    rules.must_without_rationale,
    rules.must_without_example,
    rules.rule_without_audience,
    rules.audience_without_rules,
    rules.capacity_not_stated,
    rules.reach_not_stated,
    rules.action_not_stated,
    rules.exception_without_end,
    rules.reach_without_rules,
    numbers.two_numbers,
    guides.guide_dead_end,
    guides.rule_without_way,
    guides.contradicting_way,
    guides.answer_without_rules,
    custody.channel_without_owner,
    custody.too_few_administrators,
    channels.channel_without_goal,
    channels.channel_before_readiness,
    channels.no_rhythm,
    channels.no_devices,
    channels.no_channel_audience,
    channels.no_ladder,
    channels.no_channel_tone,
    channels.duplicate_channel,
    webcare.reply_target_missing,
    webcare.reply_target_slow,
    channels.broadcast_only,
    reasons.wrong_reason,
    channels.no_reason,
    channels.rejected_without_reason,
    custody.security_baseline,
    custody.intern_accountable,
    custody.custody_equals_content,
    webcare.no_house_rules,
    custody.owner_without_assignment,
    webcare.escalation_without_stand_in,
    webcare.escalation_chain_broken,
    triage.triage_dead_end,
    triage.oh_oh_not_with_pr,
    triage.triage_without_kinds,
    webcare.crisis_plan_incomplete,
    triage.webcare_without_stand_in,
    strategy.objective_not_smart,
    strategy.broken_strategy_chain,
    strategy.promise_without_behaviour,
    strategy.behaviour_without_evidence,
    strategy.no_final_responsibility,
    strategy.sponsor_not_in_management,
    strategy.board_not_anchored,
    strategy.ambassador_without_disclosure,
    strategy.objective_without_channel,
    governance.approval_not_arranged,
    governance.staff_data_without_basis,
    governance.acknowledgement_gap,
    functions.leaver_still_listed,
    functions.agency_without_responsible,
    functions.owner_without_stand_in,
    waivers.incomplete_waiver,
    waivers.expired_waiver,
    waivers.unused_waiver,
    waivers.needless_waiver,
    language.missing_translation,
    language.unsupported_markup,
    language.stale_translation,
    vagueness.vague_term,
    tone.banned_word_used,
    tone.address_form,
    tone_conflicts.tone_contradictory,
    glossary.undefined_abbreviation,
    glossary.unused_term,
    glossary.two_definitions,
    tone.long_sentence,
    plain.many_long_sentences,
    plain.passive_voice,
    plain.hard_to_read,
    secrets.secret_in_policy,
    privacy.internal_in_public,
    privacy.public_cites_internal,
    law.law_incomplete,
    law.superseded_law,
    rights.rights_not_stated,
    subjects.accessibility_not_covered,
    subjects.ai_not_covered,
    look.low_contrast,
)


def check(
    book: Handbook, history: History, *, whole: bool, only: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Ask every question of a handbook; of one that could not be read as a `whole`, only what is local.

    What is missing may then stand in what could not be read, and a finding about it would be invented.
    With `only`, the checks with these codes; all, where one of them looks at what the others found.
    """
    asked = Asked(book, history)
    chosen = CHECKS if only is None else _chosen(only)
    first = (each for each in chosen if each.local or (whole and not each.last))
    found = tuple(finding for each in first for finding in each.ask(asked))
    if not whole:
        return found
    after = replace(asked, found=found)
    return (*found, *(finding for each in chosen if each.last for finding in each.ask(after)))


def _chosen(codes: Collection[str]) -> tuple[Check, ...]:
    found = tuple(each for each in CHECKS if each.kind.code in codes)
    return CHECKS if any(each.last for each in found) else found


__all__ = ["CHECKS", "Check", "check"]
