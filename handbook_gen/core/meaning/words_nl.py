"""Dutch words by what they do in a rule; no code."""

from typing import Final

PHRASES: Final = """
    modal must: moet | moeten | moest | dient | dienen | dien | hoort te | horen te | is vereist
    modal must: zijn vereist
    modal required: verplicht | nodig | nodig om | noodzakelijk | noodzakelijk om | vereist
    modal may: mag | mogen | toegestaan | geoorloofd | is oké | vrij om | het staat je vrij om | mogelijk om
    modal can: kan | kun | kunt | kunnen
    modal forbidden: verboden | ongeoorloofd | uit den boze
    modal exempt: overbodig | onnodig | vrijgesteld van
    modal must: hebben de plicht | heeft de plicht | hebt de plicht | is gehouden | zijn gehouden
    modal may: heeft het recht | hebben het recht | hebt het recht | hebben toestemming om
    modal may: heeft toestemming om
    modal need: hoeft | hoef | hoeven | behoeft | behoeven
    modal should: zou | zouden | zou moeten | zouden moeten | liefst | bij voorkeur | het liefst | liever
    modal should: het verdient aanbeveling om | het verdient aanbeveling | het verdient de voorkeur om
    modal should: eventueel | aan te raden | raadzaam
    modal should: verstandig om | aanbevolen | wij adviseren | we adviseren | we raden aan | we raden je aan
    modal unadvised: af te raden | afgeraden | we raden je af | we raden af

    negation: niet | geen | nooit | niemand | niets | nergens | noch | evenmin | geen enkele | geen enkel
    negation: nimmer
    negation: op geen enkele wijze | op geen enkele manier | onder geen beding | in geen geval | niet langer
    notonly: niet alleen | niet slechts | niet enkel
    butalso: maar ook | maar tevens | maar eveneens

    proviso unless: anders dan | tenzij | behalve als | behalve wanneer | behalve indien
    proviso unless: behoudens wanneer | behalve
    proviso unless: uitgezonderd | met uitzondering van | behoudens | op uitzondering van
    proviso unless: buiten de gevallen waarin
    proviso unless: anders dan | afgezien van | uitzondering hierop is | uitzondering is
    provided mits: mits | op voorwaarde dat | onder voorwaarde dat | onder de voorwaarde dat | zolang
    provided mits: voor zover
    provided mits: voorzover | met dien verstande dat
    onlyif only: alleen als | alleen indien | alleen wanneer | slechts als | slechts indien | uitsluitend als
    onlyif only: uitsluitend indien | uitsluitend wanneer | enkel als | enkel indien | enkel wanneer | pas als
    onlyif only: pas wanneer | pas indien | slechts wanneer | pas nadat | alleen nadat
    even even: vooral als | met name als | zeker als | ook als | ook wanneer | ook indien | zelfs als
    even even: zelfs wanneer | ongeacht
    evennot even: ook niet als | ook niet wanneer | zelfs niet als
    condition if: als | indien | wanneer | ingeval | in het geval dat | in geval dat
    soon soon: zodra | zo gauw | zodra als
    before before: voordat | alvorens | voor je | voor u
    after after: nadat
    until until: totdat | tot je | tot u
    without without: zonder
    reason because: omdat | want | aangezien | immers | namelijk
    result sothat: zodat | opdat
    example example: bijvoorbeeld | bijv. | bijv | b.v. | bv. | zoals | een voorbeeld

    only only: alleen | uitsluitend | enkel | slechts | niets anders dan | louter | alleen maar
    bound >=: ten minste | tenminste | minstens | minimaal | op zijn minst | niet minder dan | op zn minst
    bound from: vanaf | van af
    bound >=: niet eerder dan | een minimum van | niet korter dan | niet vroeger dan | pas vanaf | niet onder
    bound >=: minimum | niet later beginnen dan
    bound <=: hoogstens | ten hoogste | maximaal | hooguit | niet meer dan | binnen | uiterlijk | max
    bound <=: niet later dan | niet langer dan | een maximum van | uiterlijk binnen | niet vaker dan
    bound <=: tot maximaal
    bound <=: op zijn laatst | ten laatste | tot uiterlijk | niet boven | uiterlijk op | uiterlijk om
    bound <=: binnen maximaal | maximum
    bound <=: uiterlijk voor | uiterlijk tot | niet hoger dan | niet ouder dan
    bound >: meer dan | langer dan | vaker dan | hoger dan | boven | ouder dan | later dan | pas na
    bound >: pas meer dan
    bound >: ruim | groter dan
    bound <: minder dan | korter dan | lager dan | onder | jonger dan | eerder dan | vóór | kleiner dan
    bound until: tot | t/m | tot en met
    after-bound >=: of meer | en ouder | en hoger | en meer | of langer | of vaker | of ouder | of hoger
    after-bound >=: of later
    after-bound <=: of minder | of korter | of jonger | of lager | of eerder | op zijn laatst
    lead lead: van tevoren | vooraf | tevoren | voordat | voorafgaand | ervoor | daarvoor | voor aanvang

    quantifier all: zonder uitzondering | alle | elke | elk | ieder | iedere | iedereen | allen | al
    quantifier all: alles | alle mogelijke
    quantifier some: sommige | enkele | een paar | enige | een deel van | bepaalde
    quantifier most: de meeste | meeste
    quantifier both: beide | allebei
    quantifier any: welke dan ook | enig | iemand | iets
    void void: or both | of beide | of allebei
    double both: zowel
    and and: en | én | evenals | alsmede | alsook | en ook | plus | en tevens
    or or: of | dan wel | danwel | hetzij | ofwel | en/of
    contrast but: maar | echter | doch

    widening widen: dan ook | te allen tijde | wanneer dan ook | wie dan ook | ook | zelfs
    widening widen: waaronder | waar dan ook | overal | altijd | of welke | overige
    including including: inclusief | met inbegrip van | waaronder begrepen
    word soonest: zo snel mogelijk
    widening widen: eveneens | tevens | meer | andere | enzovoort | onder meer
    widening widen: onder andere
    rel rel: die | waarin | waarop | waarvan | waarmee | waaraan | waaronder | waar | wie | wiens
    rel rel: waarbij | waarover
    rel rel: waardoor | waartegen | welke
    prep in: in
    prep op: op
    prep aan: aan
    prep bij: bij
    prep met: met | samen met
    prep van: van
    prep over: over | betreffende | inzake | met betrekking tot | omtrent | rond | aangaande
    prep voor: voor | ten behoeve van
    prep door: door
    prep naar: naar
    prep uit: uit
    prep na: na | na afloop van
    prep tijdens: tijdens | gedurende
    prep via: via | per
    prep tussen: tussen
    prep namens: namens
    prep volgens: volgens | conform | overeenkomstig
    prep onder: onder
    prep tegen: tegen
    prep sinds: sinds
    prep buiten: buiten
    prep rondom: rondom
    prep binnen: binnen
    prep boven: boven
    prep vanuit: vanuit | vanaf
    prep wegens: wegens | vanwege
    prep ondanks: ondanks
    prep achter: achter | naast

    word meteen: zonder uitstel | zonder vertraging | meteen | direct | onmiddellijk | terstond
    word meteen: ogenblikkelijk | per direct | dadelijk
    word vantevoren: van tevoren | vooraf | tevoren
    word mail: e-mail | mail | email
    verb stuur: stuur | sturen | stuurt | zend | zenden | zendt | gestuurd | gezonden | verstuur
    verb stuur: verstuurt | versturen | verstuurd
    verb sla: sla | slaat | slaan
    verb opsla: opslaan | opgeslagen
    verb sta: sta | staat | staan | gestaan
    verb haal: haal | haalt | halen | gehaald
    verb krijg: krijg | krijgt | krijgen | ontvang | ontvangt | ontvangen | gekregen
    verb gebruik: gebruik | gebruikt | gebruiken | benut | maak gebruik van | gebruik maken van
    verb gebruik: gebruikmaken van
    verb wis: verwijder | verwijdert | verwijderen | verwijderd | gewist | wis | wist | wissen
    verb zorg: zorg ervoor dat | zorg dat | zorg er voor dat | zie erop toe dat | draag er zorg voor dat
    word socialmedia: sociale media | social media | socialmedia
    word eerst: eerst
    verb begin: begin | begint | beginnen | start | starten
    word samen: samen | gezamenlijk
    verb vraag: vraag | vraagt | vragen | verzoek | verzoekt | verzoeken | gevraagd | verzocht
    word schriftelijk: schriftelijk | schriftelijke | op schrift
    word privéaccount: privéaccount | privé-account | prive-account | prive account | persoonlijk account
    word privéaccount: persoonlijke account
    word mobiel: mobiele telefoon | mobieltje | mobiel
    word tweestaps: tweestapsverificatie | verificatie in twee stappen | tweefactorauthenticatie
    word foto: foto | foto's | fotos
    word video: video | video's | videos | filmpje | filmpjes
    word keer: keer | maal
"""
SMALL: Final = """
    de het een 't 'n je jij u jullie men er dan dus toch te om dat dit is zijn ben bent was waren wordt worden
    word werd werden heeft hebben hebt heb had hadden zal zullen zult zich hierbij daarbij
    wel even eens gewoon best daarop hierop daarmee hiermee ervan eraan ervoor erbij
    gaat gaan ga wil wilt willen
"""
VERBS: Final = """
    zien ziet merken merkt vermoeden ontdekken fotograferen rapporteren nalezen aanvragen wachten willen
    dragen
    vermelden noemen delen plaatsen gebruiken reageren antwoorden beantwoorden vragen melden sturen doorsturen
    verwijzen controleren informeren maken geven houden leggen laten stellen zeggen schrijven publiceren tonen
    zetten bewaren verwijderen wissen verbergen bellen wijzigen bekendmaken filmen fotograferen opnemen
    bespreken
    overleggen wachten vastleggen noteren registreren volgen lezen nodigen uitnodigen accepteren aannemen
    weigeren vermijden voorkomen onthouden vertellen toestaan inleveren leveren indienen aanvragen goedkeuren
    tekenen ondertekenen beveiligen opslaan openen sluiten starten stoppen beginnen eindigen blokkeren
    modereren
    corrigeren rectificeren verbeteren aanpassen bijwerken archiveren testen overdragen geven doen gaan komen
    kopen betalen bieden verkopen werken helpen bedanken linken citeren taggen liken vergeten checken kiezen
    herhalen toevoegen aanvullen bevestigen kondigen aankondigen verspreiden posten tweeten streamen uitzenden
    verstrekken verzamelen verwerken gaat staan zitten spreken praten adviseren beslissen bepalen besluiten
    beheren instellen sluiten zoeken vinden kijken luisteren begeleiden inschakelen raadplegen meenemen dragen
    tellen toetsen onderbouwen motiveren onderzoeken scheiden instemmen afspreken respecteren beoordelen
    bekijken
    dreigen pesten schelden roepen beloven ontvangen krijgen bezoeken uitloggen inloggen verlaten uploaden
    downloaden overnemen doorverwijzen afhandelen opvolgen waarschuwen schorsen verlengen verlopen waarborgen
    keuren breken vullen loggen voeren trekken wijzen ronden passen lichten goedkeuren opslaan
    liggen afstemmen aanbieden aanmelden afmelden behandelen verklaren verschijnen ondertitelen vernietigen
"""
SHIFTS: Final = """
    een 'n / je jouw uw jullie u
    is zijn ben bent / was waren / wordt worden word / werd werden / heeft hebben hebt / had hadden / wil wilt
"""
"""Small words that are not one another: on a line, the sorts."""
AVOIDING: Final = "vermijd vermijden onthoud voorkom voorkomen"
"""What in the imperative forbids what follows."""
SHUNNING: Final = "vermijd vermijden"
"""What of these leaves room: to avoid is less than never to do."""
FORGETTING: Final = "vergeet vergeten verzuim nalaten"
"""What with a negation is a duty: do not forget to …"""
ROLES: Final = """
    teamleider leidinggevende manager directeur directie woordvoerder functionaris privacyfunctionaris
    redacteur
    eindredacteur hoofdredacteur coördinator beveiligingscoördinator afdelingshoofd hoofd beheerder webmaster
    webcare rector conrector mentor decaan bestuur bestuurder voorzitter secretaris jurist bedrijfsjurist
    afdeling communicatieafdeling communicatiedienst persdienst servicedesk helpdesk raad secretariaat
    adviseur
    communicatieadviseur persvoorlichter voorlichter wethouder burgemeester minister hr trainer coach
    conducteur
    hoofdconducteur arts verpleegkundige stagiair kanaalbeheerder medewerker medewerkers leerkracht docent
    receptie bedrijfsleider filiaalleider filiaalhouder unithoofd teammanager chef officier commissaris
    griffier
    vertrouwenspersoon penningmeester projectleider huisarts redactie webredactie notaris ouder voogd bewoner
    clubarts vrijwilligerscoördinator kwartiermaker sectormanager zorgmanager regiomanager schoolleider
    schooldirecteur teamcoach piketdienst meldkamer communicatieteam webteam veiligheidscoördinator
    persvoorlichting juridisch juridische communicatie marketing personeelszaken ict it
"""
CONSENT: Final = """
    toestemming akkoord goedkeuring instemming vergunning schriftelijk schriftelijke voorafgaande
    uitdrukkelijke
    uitdrukkelijk ondertekende aantoonbare
"""
ADVERBS: Final = "vandaag morgen buiten online openbaar publiekelijk schriftelijk vooraf"
WAITING: Final = "wacht wachten bewaar bewaren"
"""Verbs of which a length of time is the least."""
RECIPIENTS: Final = "aan door bij"
ANTECEDENTS: Final = "van met die dat waarde kost waarvan wiens rel over"
LABELS: Final = """
    versie artikel § paragraaf bijlage hoofdstuk stap niveau nummer nr punt lid annex formulier model
    categorie
    groep klas lijn route zaal kamer regel fase versies avg onderdeel tabel kolom deel
"""
QUESTIONS: Final = (
    "bij vragen|bij vraag|voor vragen|vragen over|heb je vragen|heb je een vraag|meer weten|meer informatie"
)
PREFIXES: Final = "on in im ir il a non niet- niet"
SEE: Final = "zie ook|zie verder|zie|lees ook|lees meer|meer lezen"
REASONS: Final = "zo voorkom|zo blijft|zo weet|zo houden|dat voorkomt|dit voorkomt|de reden"
SEPARABLE: Final = (
    "aan af op in uit voor door over toe na mee bij terug vast weg open dicht bekend klaar goed neer"
)
"""What stands apart from its verb: meld je aan, aan te melden."""
OFFICES: Final = """
    leider hoofd chef beheerder functionaris coördinator adviseur medewerker voorzitter redacteur
    voorlichter manager
    officier dienst afdeling team bureau desk commissie bestuur directeur directie secretaris consulent
    ambtenaar
    begeleider verantwoordelijke meester houder inspecteur specialist schap kantoor secretariaat redactie raad
    woordvoerder conciërge beheer leiding jurist arts assistent portier regisseur curator
"""
"""How the names of functions end."""
URGENT: Final = "meteen vantevoren lead soonest"
REACTING: Final = """
    melden verwijderen wissen wis verbergen beantwoorden blokkeren registreren noteren vastleggen weigeren
    rapporteren modereren doorsturen corrigeren archiveren
"""
"""Verbs of which the object is what happens: of a longer list, more must be done."""
SEQUENCE: Final = "dan daarna vervolgens daarbij hiermee daarmee eerst deze dit dat hij zij die"
ARTICLES: Final = "de het een 't 'n je dit dat"
GENITIVES: Final = "van"
STAFF: Final = "medewerker"
"""Whom a rule is for anyway, as `je`."""
TERMS: Final = "termijn responstijd reactietijd antwoordtermijn reactietermijn bewaartermijn"
