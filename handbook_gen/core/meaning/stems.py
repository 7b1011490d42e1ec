"""One form for the forms of a word: plural, conjugation, spelling; tells plurals from the rest."""

import re
from functools import lru_cache
from typing import Final

from handbook_gen.core.model.types import Language

_SHORTEST: Final = 3
_DOUBLE: Final = re.compile(r"(.)\1")
_DIAERESES: Final = str.maketrans("äëïöü", "aeiou")
_BRITISH: Final = (
    (re.compile(r"(?<=[^aeiou])([ai])z(e[ds]?|ing|ation|ations|er|ers)$"), r"\1s\2"),
    (re.compile(r"(?<=[a-z]{3})yz(e[ds]?|ing)$"), r"ys\1"),
    (re.compile(r"(?<=[a-z]{2}[lnrvb])or(?=(?:s|ed|ing|ful|able|ite|ites)?$)"), "our"),
)
_IRREGULAR: Final = dict(
    pair.split("/")
    for pair in [
        "kept/keep",
        "worn/wear",
        "told/tell",
        "sent/send",
        "made/make",
        "taken/take",
        "given/give",
        "shown/show",
        "written/write",
        "held/hold",
        "seen/see",
        "known/know",
        "left/leave",
        "paid/pay",
        "said/say",
        "heard/hear",
        "found/find",
        "brought/bring",
        "bought/buy",
        "sold/sell",
        "chosen/choose",
        "drawn/draw",
        "spoken/speak",
        "stood/stand",
        "understood/understand",
        "met/meet",
        "taught/teach",
        "spent/spend",
        "won/win",
        "broken/break",
        "hidden/hide",
        "built/build",
        "lent/lend",
        "led/lead",
        "genomen/nemen",
        "opgenomen/opnemen",
        "overgenomen/overnemen",
        "geschreven/schrijven",
        "gekozen/kiezen",
        "gesproken/spreken",
        "besproken/bespreken",
        "gebracht/brengen",
        "gedaan/doen",
        "verzonden/verzenden",
        "bekeken/bekijken",
        "gezien/zien",
        "gebleven/blijven",
        "gekocht/kopen",
        "verkocht/verkopen",
        "gevonden/vinden",
        "begonnen/beginnen",
        "verwezen/verwijzen",
        "doorverwezen/doorverwijzen",
        "aangeboden/aanbieden",
        "verborgen/verbergen",
        "geschonden/schenden",
        "gebeld/bellen",
        "overlegd/overleggen",
        "vastgelegd/vastleggen",
        "voorgelegd/voorleggen",
        "gelezen/lezen",
        "besloten/besluiten",
        "gesloten/sluiten",
        "weggelaten/weglaten",
        "toegestaan/toestaan",
        "gekregen/krijgen",
    ]
)
_OUR: Final = frozenset(
    [
        "color",
        "honor",
        "favor",
        "labor",
        "neighbor",
        "behavior",
        "humor",
        "rumor",
        "harbor",
        "flavor",
        "endeavor",
        "favorite",
        "vapor",
    ]
)
_ISE: Final = re.compile(r"^([a-z]{3,12}?)iz(e|es|ed|ing|ation|ations|ational|er|ers)$")


def undoubled(word: str) -> str:
    """Write double letters once, as stems do."""
    return _DOUBLE.sub(r"\1", word)


def verb_stems(verbs: frozenset[str], language: Language) -> frozenset[str]:
    """Give the stems of verbs as a table lists them."""
    return frozenset(_verb(verb, language) for verb in verbs)


@lru_cache(maxsize=20_000)
def stem(word: str, language: Language, verbs: frozenset[str]) -> tuple[str, str]:
    """Give the stem of a word, and what it is: `verb`, `plural` or nothing that shows."""
    if not word.isalpha() and "'" not in word and "-" not in word:
        return word, ""
    word = _IRREGULAR.get(word, word).translate(_DIAERESES)
    if language == "en":
        word, owner, rest = word.partition("'")
        word = _spelling(word) + owner + rest
    for each in _verbs(word, language):
        if each in verbs:
            return each, "verb"
    return _noun_nl(word) if language == "nl" else _noun_en(word)


def _spelling(word: str) -> str:
    found = _ISE.match(word)
    if found:
        return f"{found[1]}is{found[2]}"
    for american in _OUR:
        if word.startswith(american):
            return american.replace("or", "our", 1) + word.removeprefix(american)
    return word


def forms(word: str, language: Language) -> frozenset[str]:
    """Give the stems that a word has if it is a form of some verb, known or not."""
    if len(word) <= _SHORTEST or not word.isalpha():
        return frozenset()
    return frozenset(each for each in _verbs(word, language) if len(each) >= _SHORTEST)


def _verbs(word: str, language: Language) -> tuple[str, ...]:
    """Give the stems that a word has if it is a form of a verb."""
    if language == "en":
        return tuple(_verb(each, language) for each in (word, *_english(word)))
    forms = [word]
    if word.endswith("t") and len(word) > _SHORTEST:
        forms.append(word[:-1])
    if word.startswith("ge") and len(word) > 5:  # noqa: PLR2004  # ge- and a stem of three letters
        forms += [word[2:], word[2:-1] if word[-1] in "dt" else word[2:]]
    if "ge" in word[2:-3]:  # separable: doorgestuurd, vastgelegd
        head, _, tail = word.partition("ge")
        forms += [head + tail[:-1] if tail[-1] in "dt" else head + tail, head + tail]
    if word[-1] == "d":
        forms.append(word[:-1])
    if word.endswith(("de", "te")):
        forms.append(word[:-2])
    return tuple(each for form in forms for each in (_bare(form), _verb(form, language)))


def _bare(word: str) -> str:
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] + {"z": "s", "v": "f"}.get(word[-1:], word[-1:])


def _verb(word: str, language: Language) -> str:
    if language == "en":
        return word.removesuffix("e")
    return _bare(word.removesuffix("en") if len(word) > 4 else word)  # noqa: PLR2004  # doen, gaan


def _english(word: str) -> tuple[str, ...]:
    forms = []
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST - 1:
            bare = word.removesuffix(ending)
            forms += [bare, bare[:-1]] if bare[-1:] == bare[-2:-1] else [bare]
    if word.endswith(("ied", "ies")):
        forms.append(word[:-3] + "y")
    return tuple(forms)


def _noun_nl(word: str) -> tuple[str, str]:
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending):
            return _DOUBLE.sub(r"\1", word.removesuffix(ending)), "plural"
    if word.endswith("en") and len(word) > _SHORTEST + 2:
        bare = _DOUBLE.sub(r"\1", word.removesuffix("en"))
        return bare[:-1] + {"z": "s", "v": "f"}.get(bare[-1], bare[-1]), "plural"
    if word.endswith("s") and len(word) > _SHORTEST + 1 and word[-2] not in "su":
        return _DOUBLE.sub(r"\1", word[:-1].removesuffix("e")), "plural"
    if word.endswith("e") and len(word) > _SHORTEST + 1:
        bare = _DOUBLE.sub(r"\1", word[:-1])
        return bare[:-1] + {"z": "s", "v": "f"}.get(bare[-1], bare[-1]), ""
    return _DOUBLE.sub(r"\1", word), ""


def _noun_en(word: str) -> tuple[str, str]:
    for ending in ("'s", "s'"):
        if word.endswith(ending):
            return word[: -len(ending)], ""
    if word.endswith("ies") and len(word) > _SHORTEST + 2:
        return word[:-3] + "y", "plural"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2].removesuffix("e"), "plural"
    if word.endswith("s") and len(word) > _SHORTEST and word[-2] not in "su" and not word.endswith("is"):
        return word[:-1].removesuffix("e"), "plural"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + _SHORTEST:
            bare = word.removesuffix(ending)
            bare = bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "ls" else bare
            return bare, ""
    return word.removesuffix("e") if len(word) > _SHORTEST else word, ""
