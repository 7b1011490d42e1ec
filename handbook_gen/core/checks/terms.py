"""Terms that checks know, by language: those with no test, and abbreviations that need no explanation."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.checks.lexicon import Phrases, listed
from handbook_gen.core.model.types import Language

# Two people may each hold in good faith that a post is “appropriate”, or is not. What has a fixed meaning in
# law or in a trade is left out. Each term is a group by its name, the same in every language.
_VAGUE_NL: Final = r"""
(?P<appropriate> (?:on)?gepaste? | onpassende?
    | passende?(?!\s+(?:bij|in|binnen|op|onderwijs|werk|arbeid|functie|technische|zorg)) )
| (?P<proper> onbehoorlijke? | (?:on)?betamelijke? | onoorbare? )
| (?P<common_sense> gezonde?\s+verstand | goed\s+(?:inschattings|beoordelings)vermogen )
| (?P<reasonable> redelijkerwijs
    | (?:on)?redelijke?(?!\s+(?:vermoedens?|aanpassing(?:en)?|grond(?:en)?|lezer|belegger)) )
| (?P<decent> netjes(?=\s*(?:[.,;!?]|$)|\s+(?:met|tegen|om|blij\w+|gedr\w+|en|of|naar|online)\b)
    | nette\s+(?:manier|wijze|toon|taal) | (?:on)?fatsoenlijke?
    | (?:het|goed|algemeen)\s+fatsoen | goede\s+smaak | smakelo(?:os|ze) | smaakvol(?:le)? )
| (?P<respectful> respectvol(?:le)? | respectlo(?:os|ze) | met\s+(?:alle\s+)?respect )
| (?P<professional> onprofessione(?:el|le)
    | (?:gedra\w+|reage\w+|handel\w*|wees|blijf|blijft|blijven|altijd)
      \s+(?:(?!een\b|de\b|het\b)\w+,?\s+){0,4}professioneel
      (?!\s+(?!(?:en|of|bij|in|op|met|als|online|tegen|naar)\b)\w)
    | professione(?:el|le)\s+(?:gedrag|houding|toon|manier|wijze|opstelling|uitstraling) )
| (?P<excessive> overmatige? | bovenmatige? | buitensporige? | met\s+mate )
| (?P<reputation> (?:imago|reputatie)schade
    | (?:schaa?d|beschadig|aantas)\w*\s+(?:\w+\s+){0,5}
      (?:imago|reputatie|goede\s+naam|(?<!ten\s)aanzien)
    | (?:imago|reputatie|goede\s+naam|(?<!ten\s)aanzien)\s+
      (?:\w+\s+){0,6}(?:schaad|schade|beschadig|aantas)\w*
    | in\s+(?:diskrediet|(?:een\s+)?(?:kwaad|slecht|negatief)\s+daglicht) )
"""
_VAGUE_EN: Final = r"""
(?P<appropriate> (?:in)?appropriate(?:ly)?(?!\s+(?:adult|technical|bod(?:y|ies))) | unsuitable | unbecoming )
| (?P<proper> improper(?:ly)? | unseemly )
| (?P<common_sense> common\s+sense | good\s+sense | (?:good|best|sound|own)\s+judge?ment )
| (?P<reasonable> (?:un)?reasonabl[ey]
    (?!\s+(?:suspicions?|adjustments?|accommodations?|doubt|grounds|belief|person|reader|investor|force)) )
| (?P<decent> decent(?:ly)? | (?:common\s+)?decency | (?:good|bad|poor)\s+taste | taste(?:ful(?:ly)?|less) )
| (?P<respectful> (?:dis)?respectful(?:ly)? | with\s+(?:due\s+)?respect(?!\s+(?:to|for|of)) )
| (?P<professional> unprofessional(?:ly)? | professionally
    | (?:be|remain|stay|act|is|are)\s+(?:(?!an?\b|the\b)\w+,?\s+){0,4}professional
      (?!\s+(?!(?:and|or|at|in|when|on|online)\b)\w)
    | professional\s+(?:behaviou?r|conduct|manner|tone|attitude|way|demeanou?r) )
| (?P<excessive> excessive(?:ly)? | in\s+moderation | undue | unduly )
| (?P<reputation> (?:damag|harm|hurt|tarnish|injur|discredit|undermin)\w*\s+(?:to\s+)?
      (?:\w+(?:[’']s?)?\s+){0,5}
      (?:image(?!\s+(?:quality|rights|file))|reputation|good\s+name)
    | (?:detrimental|injurious)\s+to\s+(?:\w+(?:[’']s?)?\s+){0,4}(?:image|reputation|good\s+name)
    | reputational\s+(?:damage|harm|risk) | (?:into|in)\s+(?:disrepute|a\s+bad\s+light) )
"""


def _vague(terms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{terms})(?![\w-])", re.IGNORECASE | re.VERBOSE)


VAGUE: Final[Phrases] = MappingProxyType({"nl": _vague(_VAGUE_NL), "en": _vague(_VAGUE_EN)})
VAGUE_STEMS: Final[Mapping[Language, tuple[str, ...]]] = MappingProxyType(
    {
        "nl": (
            *(
                "past",
                "passend",
                "behoorlijk",
                "tamelijk",
                "oorba",
                "verstand",
                "vermogen",
                "redelijk",
                "netjes",
            ),
            *("nette", "fatsoen", "smaa", "smakelo", "respect", "profession", "matig", "met mate", "sporig"),
            *("imago", "reputatie", "goede naam", "aanzien", "krediet", "daglicht"),
        ),
        "en": (
            *("appropriate", "suitable", "becoming", "proper", "unseemly", "sense", "judg", "reasonabl"),
            *("decen", "taste", "respect", "profession", "excessive", "moderation", "undu", "image", "reput"),
            *("good name", "bad light"),
        ),
    }
)
"""One of these stands in every text with a vague term; looking for them first saves the long search."""
_TEST_NL: Final = r"[:(]|\b(?:zoals|bijvoorbeeld|bijv|d\.?w\.?z|dat wil zeggen|dus (?:geen|niet))\b"
_TEST_EN: Final = r"[:(]|\b(?:such as|for example|for instance|e\.?g|i\.?e|that is|like|so no)\b"
TEST: Final[Phrases] = MappingProxyType({"nl": re.compile(_TEST_NL, re.I), "en": re.compile(_TEST_EN, re.I)})
"""What comes before the test of a vague term, in the same text."""

# What everybody in either country reads as a word, and words that are written large for their weight.
KNOWN_ABBREVIATIONS: Final = listed(
    """
    NL BE EU UK US USA UN VN VS VK NAVO NATO HR PR IT ICT AI TV PC CD DVD GPS PDF USB SMS MMS URL QR GIF
    JPG JPEG PNG MP3 MP4 HTML CSV FAQ CV ID PIN OK ASAP FYI DIY DNA LED SIM GSM APP RSS HD 3D 4G 5G WIFI
    VPN WWW CEO CFO AM PM GMT UTC CET CEST EUR USD GBP BTW VAT BSN KVK IBAN AOW WW EHBO MBO HBO WO VMBO
    HAVO VWO APK NOS NPO ANP BBC RTL ANWB KNMI KLM NS ING ABN GGD UWV CBS SOS PS NB BV NV LTD PLC INC
    LLC LGBT LGBTI LHBTI LHBTQ XTC COVID PIN B2B B2C H2O CO2 Q&A A&E R&D IKEA NASA ETA ECG MRI AED IQ GP
    FBI CIA WHO NHS
    """
)
LOUD: Final[Mapping[Language, frozenset[str]]] = MappingProxyType(
    {
        "nl": listed(
            """
    NIET NOOIT GEEN WEL ALLE ALLES ALTIJD ALLEEN EN OF MAAR EERST NU LET OP STOP JA NEE MOET MAG GRATIS
    NIEUW EIGEN IN JE JIJ ONZE WIJ DIT DAT DE HET EEN BEL MEER
    """
        ),
        "en": listed(
            """
    NOT NEVER NO YES ALL ALWAYS ONLY AND OR BUT FIRST NOW STOP MUST MAY DO DONT DON CAN WILL FREE NEW
    OWN IN YOU YOUR OUR WE THIS THAT THE ANY BOTH NEED MORE
    """
        ),
    }
)
