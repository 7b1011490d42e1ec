"""What in a rule binds people's tongues about their work, in words of both languages; no check itself."""

import re
from typing import Final

from handbook_gen.core.model.rules import Rule

_X: Final = re.VERBOSE | re.IGNORECASE
_NOT: Final = r"\b(?:geen|niets?|nooit|zonder|no|not|never|nothing|don[’']t|avoid|refrain\ from)\b"
_OUTSIDERS: Final = r"""
    (?:patiënt|cliënt|klant|leerling|student|inwoner|burger|bewoner|gast|reiziger|passagier|ouder|kind|deelnemer
      |proefpersoon|donor|bron|slachtoffer|verdachte|getuige|sollicitant|leverancier|volger|bezoeker
      |patient|client|customer|pupil|resident|citizen|guest|passenger|parent|child|participant|source|victim
      |suspect|witness|applicant|supplier|follower|visitor|member\ of\ the\ public|persoonsgegevens
      |personal\ data)
"""
_COLLEAGUES: Final = r"(?:collega|colleague|co-?worker|leiding|manager|werkgever|employer|baas|boss)"
_HOUSE: Final = rf"""
    (?:(?:elkaar|each\ other|bedrijf\w*|organisatie|organi[sz]ation|company|firm|trust
      |werk|work|zaak|gemeente|council|school|university|universiteit|college|korps|politie|force|ziekenhuis|hospital
      |omroep|station|airline|vereniging|club|directie|management|ministerie|ministry|departement|department
      |stichting|foundation|charity|instelling|institution|broadcaster|waterschap)\b | {_COLLEAGUES}\S*)
"""
_THE_HOUSE: Final = rf"(?:(?:ons|onze|our|us)\b | {_HOUSE})"
_LEAKED: Final = r"""
    (?:informati(?:e|on)|stuk|document|bericht|message|zaken|matters|mail|memo|kennis|knowledge|papers)
"""
_CONDITIONS: Final = r"""
    (?:loon|lonen|salaris\w*|arbeidsvoorwaarden|roosters?|werkdruk|werkomstandigheden
      |reorganisaties?|wages?|salar(?:y|ies)|pay|working\ conditions|terms\ of\ employment
      |rotas?|workload|reorgani[sz]ations?)\b
"""
_QUARREL: Final = r"(?:conflict|ruzie|onenigheid|dispute|quarrel)"
_NEGATIVE: Final = r"""
    (?:negatie(?:f|fs|ve)|negative(?:ly)?|kritisch\w*|critical|critici[sz]e|kritiek|criticism|slecht|ill|badly)
"""

_CONFIDENTIAL: Final = re.compile(
    rf"""
    \b(?:confidential|vertrouwelijk)(?!\w*\W+(?:advis|counsel|hotline|helpline|line|report|meld|gesprek))
  | \b(?:bedrijfsgeheim|ambtsgeheim|geheimhoud|trade\ secret|proprietary|non-?public|bedrijfsinformatie)
  | \b(?:company|sensitive)\ information\b
  | \b(?:geheime|besloten|internal|intern|interne)\ (?:\w+\ )?{_LEAKED}
  | \b(?:blijft|houd\ het)\ (?:binnen|intern)\b | \bstays\ (?:inside|internal)\b
  | \bvuile\ was\b | \bdirty\ laundry\b
    """,
    _X,
)
_BUSINESS: Final = re.compile(
    r"\b(?:bedrijfsgeheim|bedrijfsinformatie|zakelijke informatie"
    r"|trade secret|(?:business|company|commercial) (?:information|secret)|proprietary)",
    re.IGNORECASE,
)
"""What is the organisation’s own, also where a text names customers beside it."""
_NOT_YET: Final = re.compile(
    rf"""
    {_NOT}.{{0,80}}\b(?:we|wij|company|bedrijf|organi[sz]ation|organisatie)\b
    .{{0,20}}\b(?:niet|not|haven[’']t|hasn[’']t)\b.{{0,25}}(?:bekend|openbaar|aangekondigd|verteld|announced|public|released)
    """,
    _X,
)
_REPUTATION: Final = re.compile(
    rf"""
    \b(?:our|the|onze?|de|het|company[’']s|employer[’']s)\ (?:\w+\ )?
      (?:reputati(?:on|e)|imago|goede\ naam|good\ name)\b
  | \b(?:(?:reputatie|imago|goede\ naam)\ van|(?:reputation|good\ name)\ of)\ (?:\w+\ )?{_THE_HOUSE}
  | \b(?:schaad|schade|beschadig|damag|harm|hurt)\w*\b.{{0,40}}\b(?:naam|name|image|brand|merk)\b
  | \b(?:disrepute|diskrediet|kwaad\ daglicht|bad\ light)\b | \bdisparag | \bzwart\ ?mak
  | \bloya(?:al|l|liteit|lty)\b.{{0,25}}\b(?:aan|to|towards?|tegenover|jegens)\ (?:\w+\ )?{_THE_HOUSE}
  | {_NOT}(?:\W+\w+){{0,3}}\W+{_NEGATIVE}\b.{{0,40}}\b{_THE_HOUSE}
  | \b(?:bestrijd|bekritiseer|oppose|attack)\b.{{0,60}}\b(?:besluit|beleid|policy|policies|decisions?)\b
  | \b{_NEGATIVE}\b.{{0,40}}\b{_THE_HOUSE}.{{0,40}}
    \b(?:niet\ toegestaan|verboden|mag\ niet|not\ allowed|prohibited|forbidden)\b
    """,
    _X,
)
_RESPECT: Final = re.compile(
    rf"""
    \b(?:respectvol|met\ respect|fatsoenlijk|hoffelijk|beleefd
      |respectful(?:ly)?|with\ respect|courteous(?:ly)?|polite(?:ly)?)\b
      (?!\ (?:for|voor)\ (?:\w+\ )?(?:privacy|copyright|auteursrecht))
  | \b(?:respecteer|respect)\ (?:elkaar|each\ other|one\ another|(?:(?:je|your|our|onze)\ )?{_COLLEAGUES})
  | \b(?:beledig|insult|val|attack|scheld|kleineer|belittle)\b.{{0,60}}\b{_COLLEAGUES}
  | \b(?:over|about)\b.{{0,60}}\b{_QUARREL}\w*\b.{{0,40}}\b{_COLLEAGUES}
  | \b{_COLLEAGUES}\S*\b.{{0,40}}\b{_QUARREL} | \b(?:roddel|gossip)\w*\b.{{0,40}}\b{_COLLEAGUES}
    """,
    _X,
)
_PAY: Final = re.compile(
    rf"""
    \b(?:praat|spreek|zeg|vertel|schrijf|plaats|deel|bespreek|klaag
      |talk|speak|say|tell|write|post|share|discuss|disclose|complain)\b .{{0,60}}\b{_CONDITIONS}
    """,
    _X,
)
_SHARED: Final = re.compile(
    r"\b(?:deel|vertel|plaats|post|publiceer|bespreek|lek|share|tell|publish|discuss|leak|reveal)\b",
    re.IGNORECASE,
)
_ABOUT_THEM: Final = re.compile(rf"\b(?:over|about|van|of)\b.{{0,60}}\b{_COLLEAGUES}", _X)
_OWN: Final = re.compile(rf"\b{_THE_HOUSE}", _X)
_OWN_NAMED: Final = re.compile(rf"\b{_HOUSE}", _X)
_OUR_OUTSIDERS: Final = re.compile(
    rf"\b(?:onze?|our|je|your)\W+(?:\w+\W+)?{_OUTSIDERS}\S*"
    rf"|{_OUTSIDERS}\S*\s+(?:of|van)\s+(?:\w+\s+)?{_HOUSE}",
    _X,
)
_OTHERS: Final = re.compile(rf"\b{_OUTSIDERS}", _X)
# What is asked for is a deed and no silence: to report, keep safe or pass on; or not to hide what others say.
_DEED: Final = re.compile(
    r"\W*(?:meld|bel|waarschuw|vraag|stuur|geef|lees|bewaar|sla|zet|versleutel|gebruik|vernietig|vergrendel"
    r"|report|call|tell|warn|ask|send|pass|forward|read|store|save|put|encrypt|use|shred|lock)\b",
    re.IGNORECASE,
)
_HIDING: Final = re.compile(r"\b(?:verwijder|verberg|wis|haal|delete|hide|remove|take\ down)\b", _X)

# Without any of these in it, no text is about such a thing: a quick look before a slow one.
_STEMS: Final = {
    "conditions": "loon|lonen|salar|voorwaarden|rooster|werkdruk|omstandigheden|reorgani|wage|pay"
    "|working cond"
    "|employment|rota|workload",
    "reputation": "reputati|imago|goede naam|good name|schad|schaad|damag|harm|hurt|disrepute|diskrediet"
    "|daglicht"
    "|bad light|disparag|zwart|loya|bestrijd|oppose|attack|negati|kriti|critic|slecht| ill |badly",
    "confidential": "vertrouwelijk|confidential|geheim|trade secret|proprietary|public|bedrijfsinf"
    "|company inf"
    "|sensitive|besloten|intern|blijft binnen|het binnen|stays inside|vuile was|laundry"
    "|announced|aangekondigd|released|verteld|bekend|openbaar",
    "respect": "respect|fatsoen|hoffelijk|beleefd|courteous|polite|beledig|insult|attack|val |scheld|kleineer"
    "|belittle|conflict|ruzie|onenigheid|dispute|quarrel|roddel|gossip",
}
STEMS: Final = "|".join(_STEMS.values())
"""Without any of these in it no text makes anybody silent, but for one in a topic that says it already."""
TOPICS: Final = ("confidentiality", "colleagues", "respect-tone")
_SPLIT: Final = {about: tuple(stems.split("|")) for about, stems in _STEMS.items()}


def silences(rule: Rule, topic: str, text: str) -> str:
    """Tell about what a rule makes people keep silent or mild; nothing where it does not.

    `text` is its statement and title in one language. What is only about clients, patients and the like is
    theirs to keep, and no rule about work.
    """
    forbids = rule.modality in ("must-not", "should-not")
    lower = text.casefold()
    worth = {about for about, stems in _SPLIT.items() if any(stem in lower for stem in stems)}
    found = [about for about in _SPLIT if about in worth and _is_about(about, text, forbids=forbids)]
    if not found and forbids:
        found = [about for about in (_weaker(topic, text),) if about]
    done = _HIDING.search(text) if forbids else _DEED.match(text)
    return found[0] if found and not done else ""


def _is_about(about: str, text: str, *, forbids: bool) -> bool:
    """Tell whether a text keeps people silent about one thing; about pay, only a prohibition does."""
    if about == "conditions":
        return forbids and bool(_PAY.search(text))
    if about == "reputation":
        return bool(_REPUTATION.search(text))
    if about == "confidential" and forbids and _NOT_YET.search(text):
        return True
    pattern, ours = (_CONFIDENTIAL, _OWN) if about == "confidential" else (_RESPECT, _OWN_NAMED)
    own = _speaks_of(ours, text) or (about == "confidential" and _BUSINESS.search(text))
    return bool(pattern.search(text)) and bool(own or not _OTHERS.search(text))


def _weaker(topic: str, text: str) -> str:
    """Tell what fewer words are enough for where the topic has said already what it is about."""
    if topic == "confidentiality" and _SHARED.search(text) and _speaks_of(_OWN, text):
        return "confidential"
    return "respect" if topic in ("colleagues", "respect-tone") and _ABOUT_THEM.search(text) else ""


def _speaks_of(ours: re.Pattern[str], text: str) -> bool:
    """Tell whether a text is about the organisation or colleagues; ‘our patients’ are neither."""
    return bool(ours.search(_OUR_OUTSIDERS.sub("", text)))
