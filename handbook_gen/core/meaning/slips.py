"""Whether a word is another with a slip of the pen; knows pairs that look like slips and are two words."""

from typing import Final

_SHORTEST: Final = 6
_WORDS: Final = frozenset(
    frozenset(pair.split("/"))
    for pair in [
        "reactie/redactie",
        "contact/contract",
        "patient/patent",
        "patiënt/patent",
        "casual/causal",
        "county/country",
        "martial/marital",
        "expect/except",
        "desert/dessert",
        "diner/dinner",
        "latter/later",
        "quite/quiet",
        "trial/trail",
        "united/untied",
        "reaction/redaction",
        "though/through",
        "thought/though",
        "moral/mortal",
        "carrier/career",
        "prefect/perfect",
        "insure/ensure",
        "message/massage",
        "recent/regent",
        "klanten/kanten",
        "planten/platen",
        "bericht/gericht",
        "actie/factie",
        "leiding/lening",
        "direct/indirect",
        "formally/formerly",
        "personal/personnel",
        "persoonlijk/persoonlijke",
        "relatie/reclame",
        "sacred/scared",
        "accept/except",
        "affect/effect",
        "conversation/conservation",
        "adverse/averse",
        "access/excess",
        "proscribe/prescribe",
        "principal/principle",
        "complement/compliment",
        "confidant/confident",
        "device/devise",
        "council/counsel",
        "eminent/imminent",
        "stationary/stationery",
        "advertise/adverse",
        "through/trough",
        "breath/breathe",
        "resigned/resided",
        "director/dictator",
        "prive/private",
        "allowed/aloud",
        "content/consent",
        "onderwijs/onderwijzers",
        "verzoek/verzoeker",
        "gebruik/gebrek",
        "onderzoek/onderzoeker",
        "melding/meling",
        "statische/statistische",
    ]
)


def slipped(one: str, other: str) -> bool:
    """Tell whether one word is the other with a letter left out inside, or with two neighbours swapped."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or not (one + other).isalpha() or frozenset((one, other)) in _WORDS:
        return False
    if long.endswith(short) or long.startswith(short):
        return False
    if len(long) == len(short) + 1:
        return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))
    if len(long) != len(short):
        return False
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == len("ab") and wrong[1] == wrong[0] + 1
    return swapped and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
