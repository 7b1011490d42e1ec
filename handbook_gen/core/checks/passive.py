"""Sentences in the passive, told by their words; of doubtful ones it says no."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from handbook_gen.core.model.types import Language

_CLAUSE: Final = re.compile(r"[,;:()–—]")
_BECOME: Final = re.compile(r"\b(?:word(?:t|en)?|werd(?:en)?)\b", re.IGNORECASE)
# Past participles: with ge-, with a prefix that takes its place, and strong ones after such a prefix.
_PARTICIPLE: Final = re.compile(
    r"(?:\w*ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her|mis|onder|over)\w{3,}[dt]"
    r"|(?:be|ver|ont|her|onder|over)(?:sproken|boden|slagen|grepen|vangen|keken|kregen|trokken|schreven|geten|loren"
    r"|houden|nomen|kozen|wezen|broken|stolen|worven|zonden|gonnen|drogen|schoven|lezen))"
)
# What looks like one: a noun, a verb of another kind, or what people become, as in “bekend worden”.
_OTHER: Final = re.compile(
    r"\w*(?:heid|schap|gesprekken|gevallen|gevolgen|gemeenten|gebieden|gedachten|getallen|gebouwen|gebeuren"
    r"|gezicht(?:en)?|gerucht(?:en)?|gewicht|geweld|geduld|gegeven|bericht|besluit|bestand|bewijst)"
    r"|geeft|geldt|gelden|genoeg|geven|gesloten|gewoon|gebruikt?en|geloven|begint|betekent|bestaat|bevat|behoort"
    r"|bekend|bewust|bereid|beroemd|besmet|verkeerd|verliefd|verdacht|verplicht|verward|overtuigd|onderwerpt?"
    r"|overheid|overzicht|onderwijst|verband|verstand|verlangt|geschikt|gezond|gewond|gewend"
)
_BEFORE_NOUN: Final = re.compile(
    r"de|het|een|te|jouw|mijn|zijn|haar|ons|onze|hun|uw|geen|elke?|iedere?|dit|dat|deze|die|welke?"
    r"|andere?|nieuwe?|veel|meer|minder|alle"
)
_BE: Final = (
    r"\b(?:is|are|was|were|be|been|being|[’']re)(?:n[’']t)?(?:\s+(?:not|never|always|only|also|then|still"
    r"|often|already|first|once|later|soon|no longer|ever|just|\w+ly))*\s+"
)
_FORMS: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_IRREGULAR: Final = (
    "done|made|given|taken|seen|written|shown|sent|kept|held|told|found|put|paid|built|brought|bought|caught"
    "|chosen|drawn|driven|forgotten|hidden|led|lost|sold|spoken|stolen|taught|understood|worn|won|broken|cut"
    "|dealt|fed|fought|laid|overheard|overruled|overseen|sworn|thrown|torn|withdrawn|rewritten"
)
_STATES: Final = (
    "allowed|permitted|required|obliged|supposed|interested|tired|worried|concerned|pleased|excited|based"
    "|used|involved|related|retired|married|experienced|dedicated|committed|united|limited|mixed|finished"
    "|prepared|relaxed|bored|confused|convinced|ashamed|scared|qualified|skilled|employed"
)
_ENGLISH: Final = re.compile(rf"{_BE}(?!(?:{_STATES})\b)(?:\w{{2,}}[^e\W]ed|{_IRREGULAR})\b", re.IGNORECASE)


def passive(language: Language, sentence: str) -> bool:
    """Tell whether a sentence says what is done, and leaves open who does it.

    Dutch: a form of *worden* and a past participle in the same clause; with *zijn* it is as often a state or
    the past, and is not counted. English: a form of *be* and a past participle, but for states such as
    “allowed”.
    """
    return _PASSIVE[language](sentence)


def _dutch(sentence: str) -> bool:
    said = sentence.lower()
    if "word" not in said and "werd" not in said:
        return False
    return any(_BECOME.search(clause) and _done(clause.lower()) for clause in _CLAUSE.split(sentence))


def _done(clause: str) -> bool:
    words = re.findall(r"\w+", clause)
    return any(
        _PARTICIPLE.fullmatch(word) and not _OTHER.fullmatch(word) and not _BEFORE_NOUN.fullmatch(before)
        for before, word in zip(["", *words], words, strict=False)
    )


def _english(sentence: str) -> bool:
    said = sentence.lower().replace("’", "'").replace("n't", "").replace("'re", " are").split()
    return not _FORMS.isdisjoint(said) and bool(_ENGLISH.search(sentence))


_PASSIVE: Final[Mapping[Language, Callable[[str], bool]]] = {"nl": _dutch, "en": _english}
