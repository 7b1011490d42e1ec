"""The words that a policy may choose from → what we call them, by field; names no items."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model.shape import Field
from handbook_gen.core.words import Words

# Which words of ours say the choices of a field, where it is not `telling.choice.<field>`.
_ROOMS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "modality": ("modality.{}.label",),
        "capacity": ("capacity.{}.label",),
        "reach": ("reach.{}.label",),
        "status": ("channel.status.{}.label",),
        "counted_in": ("escalation.counted_in.{}",),
        "authentication": ("channel.authentication.{}",),
        "direction": ("channel.direction.{}",),
        "devices": ("channel.device.{}",),
        "per": ("channel.per.{}",),
        "kind": ("crisis.period.{}", "means.kind.{}"),
        "order": ("crisis.stop.{}",),
        "goal": ("goal.{}",),
        "when": ("condition.{}",),
        "where": ("strategy.place.{}",),
        "store": ("channel.store.{}",),
        "decision": ("decisions.kind.{}",),
        "before": ("decisions.moment.{}",),
        "jurisdiction": ("jurisdiction.{}",),
        "jurisdictions": ("jurisdiction.{}",),
        "id": ("questions.{}.short",),
        "return": ("strategy.return.{}",),
        "cost": ("strategy.cost.{}",),
        "image_risk": ("strategy.risk.{}",),
        "address": ("tone.address.{}",),
        "source": ("promises.from.{}",),
    }
)


def chosen(value: str, field: Field, words: Words) -> str:
    """Say a word that a field holds; nothing where it is none of ours."""
    rooms = (*_ROOMS.get(field.key, ()), f"telling.choice.{field.key}.{{}}", "decisions.for.{}")
    return next((words(key) for room in rooms if (key := room.format(value)) in words.keys), "")
