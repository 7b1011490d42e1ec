"""Words and phrases that checks look for, by language, with their forms; nothing here judges a text."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model.types import Language

_Words = Mapping[Language, frozenset[str]]


def listed(words: str) -> frozenset[str]:
    """Read words with white space between them."""
    return frozenset(words.split())


def _every(nl: str, en: str) -> _Words:
    return MappingProxyType({"nl": listed(nl), "en": listed(en)})


Phrases = Mapping[Language, re.Pattern[str]]
"""What to look for in each language."""


def _phrases(nl: str, en: str) -> Phrases:
    """Compile one phrase a line, each a pattern; a space stands for any white space."""
    return MappingProxyType({"nl": _compiled(nl), "en": _compiled(en)})


def _compiled(lines: str) -> re.Pattern[str]:
    patterns = [line.strip().replace(" ", r"\s+") for line in lines.strip().splitlines()]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])", re.IGNORECASE)


# Others of our own kind: what they do is their business. Not people we would want to reach.
_OTHERS_NL: Final = (
    r"(?:gemeente[ns]|scholen|ziekenhuizen|bedrijven|organisaties|merken|winkels?|winkeliers|zaken|bakkers"
    r"|bakkerijen|universiteiten|hogescholen|omroepen|instellingen|ketens|korpsen|banken|musea|verenigingen"
    r"|stichtingen|clubs|partijen|ministeries|provincies|waterschappen|maatschappijen|fabrikanten"
    r"|aanbieders|partijen in de markt|spelers)"
)
_OTHERS_EN: Final = (
    r"(?:companies|businesses|firms|brands|shops|stores|schools|hospitals|councils|municipalities|cities"
    r"|universities|colleges|broadcasters|airlines|bakeries|organi[sz]ations|institutions|chains|banks"
    r"|museums|charities|forces|players|agencies|clubs|ministries)"
)

_NOT_EN: Final = r"(?:do not|don['’]t|cannot|can['’]t|must not|mustn['’]t|should not|shouldn['’]t|not)"
_YOUNG_EN: Final = r"(?:young people|youngsters|youth|kids|teens|teenagers|people)"
_NAMES: Final = r"(?-i:,? [A-Z][\w-]+(?:(?:,| en| and) [A-Z][\w-]+)*)?"

# Reasons that say nothing of who is there or what for.
OTHERS_DO_IT: Final = _phrases(
    rf"""
    (?:de |onze |alle |een |andere |directe |grootste ){{0,4}}concurrent(?:en|ie|s)?{_NAMES}
    (?:de |onze |alle ){{0,4}}concullega[’']?s?
    (?:de |onze |alle ){{0,4}}(?:branchegenoten|vakgenoten|sectorgenoten)
    (?:de |onze ){{0,4}}collega-(?:{_OTHERS_NL[3:]}
    (?:alle |de meeste |veel |steeds meer )?(?:andere|vergelijkbare) {_OTHERS_NL}
    (?:alle|de meeste|veel|steeds meer) {_OTHERS_NL} in (?:de|onze) (?:sector|branche|omgeving)
    (?:de |onze )?(?:buurgemeenten?|buren van de concurrent)
    de rest
    de anderen|anderen
    (?:niet|nooit) (?:mogen |kunnen |willen |moeten )?achter(?: )?(?:blijven|lopen)
    (?:niet|nooit) (?:als (?:laatste|enige) )?(?:achter te (?:blijven|lopen)|onder te doen)
    """,
    rf"""
    (?:the |our |all |a |other |main |direct |biggest ){{0,4}}competit(?:ors?|ion)(?:['’]s?)?{_NAMES}
    (?:the |our |all ){{0,4}}rivals?(?:['’]s?)?
    (?:all |most |many |more and more )?(?:of )?(?:the )?(?:other|comparable) {_OTHERS_EN}
    (?:all|most|many|more and more) (?:of )?(?:the )?{_OTHERS_EN} in (?:the|our) (?:sector|industry|region)
    (?:the )?others
    (?:all )?the rest(?: of (?:them|the (?:sector|industry|market|branch|field)))?
    {_NOT_EN}(?: want| afford)?(?: to)?(?: be| get)? (?:stay|left|fall|lag|falling|lagging|remain) behind
    keep(?:ing)? up with (?:the )?(?:competition|competitors|rivals|others|joneses|times)
    """,
)
EVERYBODY_DOES_IT: Final = _phrases(
    r"""
    iedereen|elk bedrijf|elke organisatie|ieder bedrijf|elk merk
    (?:de )?(?:jongeren|jeugd|mensen) (?:zitten|zit|zijn|is) (?:er|daar|hier) nu eenmaal
    (?:omdat )?(?:de )?(?:jongeren|jeugd|mensen) (?:er|daar|hier) nu eenmaal (?:zitten|zit|zijn|is)
    (?:er )?niet (?:meer )?(?:om(?:heen)?|onderuit|zonder)(?: te)? (?:kan|kunnen|kunt|komt?|komen)
    (?:er )?(?:kunt?|kan|kunnen|komt?|komen)(?: je| wij| we)? (?:er )?niet (?:meer )?(?:omheen|onderuit)
    (?:kunt?|kan|kunnen)(?: je| wij| we)? (?:er )?niet (?:meer )?zonder
    (?:hoort|horen) (?:er(?:bij| (?:gewoon |nu |nu eenmaal )?bij)|bij deze tijd)
    erbij (?:te )?(?:horen|zijn)
    er (?:tegenwoordig |nu |gewoon |toch |ook ){0,4}(?:bij|op) (?:te )?(?:zijn|zitten|horen)
    moet(?:en)? er (?:tegenwoordig |nu |gewoon |toch |ook ){0,4}(?:zijn|zitten)
    (?:met de tijd mee|mee met de tijd|bij de tijd|van deze tijd|meegaan met de tijd)
    (?:de )?boot (?:te |niet (?:willen )?)*missen|mis(?:sen|t)?(?: we| wij| je)? de boot
    tel(?:t|len)?(?: je| wij| we)? (?:anders )?niet (?:meer )?mee
    iets (?:te|gaan|zullen) missen
    moet (?:je|men) (?:tegenwoordig |nu |gewoon ){0,4}(?:op|bij|hebben|doen|zijn)(?: zitten| zijn)?
    """,
    rf"""
    everyone(?: else)?(?:['’]s)?|everybody(?: else)?(?:['’]s)?
    every (?:company|business|brand|organi[sz]ation)
    (?:the )?{_YOUNG_EN} (?:just|simply|happen to) (?:are|be|hang out) there
    (?:the )?{_YOUNG_EN} (?:are|is) (?:just|simply) there
    that(?: is|['’]s) (?:just|simply) where the {_YOUNG_EN} are
    miss(?:ing)?(?: out on)? the boat|miss(?:ing)? out
    (?:cannot|can['’]t|no way of|no(?: way)?) (?:get(?:ting)? a?round|do(?:ing)? without|avoid(?:ing)?)
    (?:have to|must|need to|should) (?:just |simply )?be (?:there|on (?:there|it))
    the thing to do|part of the times|of the times|move with the times|moving with the times
    """,
)
FASHION: Final = _phrases(
    r"""
    (?:een |de |die |deze |nieuwste |grote ){0,4}hypes?
    hip(?:pe)?|hot|cool|trendy|trending|populair(?:der|st)?|in de mode|modieus|in opkomst|helemaal in
    (?:een |de |die |deze |nieuwste |laatste ){0,4}trend|mode(?:verschijnsel|gril)
    (?:the place|the thing|the next big thing)(?: to be)?
    (?:het |de )?(?:snelst ?groeiende|hardst ?groeiende|grootste)
    waarom (?:ook )?niet|fomo|(?:uit )?angst (?:om )?iets te missen
    """,
    r"""
    (?:a |the |all the |this |latest |big |current |just ){0,4}hype[ds]?(?: up)?
    hip|hot|cool|trendy|trending|popular|fashionable|in fashion|all the rage|in vogue|buzz
    (?:a |the |latest |current |new ){0,4}trend|(?:the )?(?:latest|next big|new) thing|the place to be
    (?:the |one of the )?(?:fastest|quickest)[- ]growing|(?:the )?biggest|up[- ]and[- ]coming
    why not|fomo|(?:out of )?fear of missing out
    """,
)
_FIELD_NL: Final = r"(?:(?:social[- ]?media|sociale[- ]?media|marketing|online|media|communicatie)[- ]?)?"
_EXPERT_NL: Final = r"(?:experts?|deskundigen?|goeroe[’']?s?|guru[’']?s?|consultants?|trendwatchers?)"
_FIELD_EN: Final = (
    r"(?:(?:social[- ]media|marketing|online|media|digital|communications?|advertising|ad|pr|creative)[- ])?"
)
EXPERT_SAYS_SO: Final = _phrases(
    rf"""
    (?:een |de |onze |ons |het |alle |die ){{0,4}}{_FIELD_NL}{_EXPERT_NL}
    (?:een |de |onze |ons |het |dat ){{0,4}}(?:reclame|marketing|communicatie|media|pr|ontwerp)?-?bureau
    (?:een |de |onze |het ){{0,4}}(?:adviseurs?|marketeers?) (?:van buiten|van het bureau)
    """,
    rf"""
    (?:a |an |the |our |some |that |most ){{0,4}}{_FIELD_EN}(?:experts?|gurus?|consultants?|trendwatchers?)
    (?:a |an |the |our |that ){{0,4}}{_FIELD_EN}agency
    """,
)
GO_VIRAL: Final = _phrases(
    r"""
    (?:een |de |eens |iets |onze eigen ){0,4}virals?
    (?:een |de ){0,4}virals?[- ](?:hit|video|filmpje|bericht|post|campagne|succes)(?:[’']?s|en)?
    viraa?l(?:e|iteit)?
    """,
    r"""
    (?:a |an |the |some |one |our own ){0,4}virals?
    (?:a |an |the ){0,4}viral[- ](?:hit|video|film|post|campaign|clip|content|moment|success)s?
    virality
    """,
)
# Experts count as a reason only where they speak: they may also be whom we want to reach.
SPEAKING: Final = _every(
    """
    volgens advies adviseert adviseerde adviseerden adviseren geadviseerd raadt raadde raadden
    aangeraden aanraadt aanraadde tip zegt zei zeggen zeiden gezegd vindt vond vinden wil wilde stelde
    voorstel idee
    """,
    """
    according advice advises advised advise recommends recommended recommend suggests suggested says
    said say tells told tell thinks thought wants wanted idea tip
    """,
)
PLATFORMS: Final = listed(
    """
    facebook fb instagram insta tiktok linkedin x twitter youtube snapchat whatsapp threads bluesky
    mastodon pinterest reddit discord twitch telegram signal nextdoor yammer slack teams bereal wechat
    """
)
# What may stand beside such a reason without adding anything to it.
IDLE: Final = _every(
    """
    de het een en of maar dus want omdat doordat zodat daarom als dat die dit deze wie wat hun hen zij
    ze we wij ons onze je jij men er hier daar erop eraan hierop daarop hieraan ervoor daarvoor erbij
    ermee mee op in van bij met aan voor te om naar via ook al nu toch wel erg heel zo zeer tegenwoordig
    inmiddels immers gewoon eenmaal even steeds meer meest veel vaak altijd overal echt helemaal
    allemaal alle alles anders ander andere dan eens keer nog steeds zit zitten zat zaten zo'n doe doet
    doen deed deden gedaan heb hebt heeft hebben had hadden is zijn was waren wordt worden werd gebruik
    gebruikt gebruiken staat staan stond moet moeten moest wil willen wilde zou zouden zal zullen ga
    gaat gaan ging gingen komt komen blijft blijven loopt lopen raadt raadde raadden aanraadt aanraden
    aangeraden adviseert adviseerde adviseren geadviseerd advies tip volgens zegt zei zeggen zeiden
    gezegd vindt vond vinden vonden begon begint begonnen actief aanwezig succes succesvol succesvolle
    groot grote veel volgers likes bereik account accounts kanaal kanalen pagina pagina's profiel
    platform platforms platformen medium media sociale social socialmedia app apps online internet
    dingen ding sector branche markt vak vakgebied industrie reden redenen vandaag jaren laatste tijd
    tijden momenteel ene elkaar maken maak gemaakt goed leuk goede prima belangrijk mogen achter kan kunt
    kunnen konden blijf
    """,
    """
    the a an and or but so as because since that this these those which who what it its they them their
    we us our you he she is are was were be been being do does did doing done has have had having there
    here where on in at of to for with by from too also already now then just simply really very quite
    all every always everywhere anyway must should have need needs needed want wants wanted would will
    shall go goes going gone get gets make makes making us me use uses used using say says said told
    tell tells recommend recommends recommended advise advises advised advice suggests suggested think
    thinks thought according active present successful success big huge large many much more most lots
    lot followers likes reach account accounts channel channels page pages profile platform platforms
    medium media social app apps online internet thing things sector industry market branch field
    business reason reasons today nowadays these days years time times currently moment world one ones
    other others same like well good nice important i'm we're they're it's that's there's he's she's 're
    's am up keep keeping start started works can can't cannot could
    """,
)
# What else may stand in a goal without saying what it is for.
IDLE_IN_GOALS: Final = _every(
    """
    één eén twee drie vier vijf per keer maal jaar jaarlijks maand maandelijks kwartaal week elk elke
    ieder iedere minstens ten minste hooguit video video's filmpje filmpjes film films bericht berichten
    post posts campagne campagnes hit hits halen hebben scoren krijgen worden laten creëren bedenken
    lanceren content
    """,
    """
    one two three four five per once twice year yearly month monthly quarter quarterly week weekly each
    least most video videos clip clips film films post posts campaign campaigns hit hits get score
    achieve create launch have become content our
    """,
)
# Kinds of goal and of means that are none.
NO_KIND: Final = frozenset(
    {"viral", "virals", "viraal", "virality", "go-viral", "viraal-gaan", "hype", "buzz", "fomo"}
)
