"""Dutch officialese and its plain words: what no lawyer would fight about; no code."""

from typing import Final

REWRITTEN: Final = """
    je: jij | jou | jouw | uw | u | jullie
    jezelf: uzelf
    hun: diens | zijn of haar | haar of zijn | zijn/haar
    zij: hij of zij | zij of hij | hij/zij
    over: m.b.t | met betrekking tot | ten aanzien van | omtrent | op het punt van | rondom het onderwerp
    voor: t.b.v | ten behoeve van | ten bate van
    om: teneinde | ten einde | met als doel om | met het oogmerk om | met de bedoeling om
    via: middels | door middel van | d.m.v | met behulp van | aan de hand van | a.d.h.v | door gebruik van
    wegens: vanwege | in verband met | i.v.m | als gevolg van | ten gevolge van | t.g.v | door toedoen van
    naar aanleiding van: n.a.v
    dat wil zeggen: d.w.z
    in plaats van: i.p.v | in de plaats van
    met uitzondering van: m.u.v
    ten opzichte van: t.o.v
    in overleg met: i.o.m
    onder leiding van: o.l.v
    onder vermelding van: o.v.v
    met ingang van: m.i.v | ingaande
    zo snel mogelijk: z.s.m | zo spoedig mogelijk | zo vlug mogelijk | zo gauw mogelijk | op korte termijn
    zo snel mogelijk: zo snel als mogelijk | ten spoedigste | zo snel als je kunt | zo snel je kunt
    bijvoorbeeld: bijv | b.v | bij wijze van voorbeeld
    eventueel: evt
    respectievelijk: resp
    maximaal: max
    enzovoort: enz | etc | etcetera | enzovoorts | e.d | en dergelijke
    van tevoren: van tevoren | vooraf | tevoren | op voorhand | van te voren | voorafgaandelijk
    ook: tevens | eveneens | daarnaast | bovendien | voorts
    nooit: nimmer | op geen enkel moment | op geen enkel tijdstip
    daar: aldaar
    voordat: vooraleer
    nu: momenteel | thans | op dit moment | op dit ogenblik
    ongeveer: circa | ca | om en nabij
    pas na: niet eerder dan na | niet eerder dan nadat | niet eerder als
    pas nadat: eerst nadat
    op de hoogte stellen: op de hoogte brengen | in kennis stellen | laten weten
    informeer: stel op de hoogte | breng op de hoogte | stel in kennis
    tonen: laten zien
    overleg: pleeg overleg | treed in overleg
    overleggen: overleg plegen | in overleg treden | overleg voeren | in overleg gaan
    beantwoord: geef antwoord op
    beantwoorden: antwoord geven op | antwoord te geven op
    toestemming: goedkeuring | instemming
    gebruik: maak gebruik van | maakt gebruik van
    gebruiken: gebruik maken van | gebruikmaken van | gebruik te maken van
    controleer: ga na
    is verboden: is niet toegelaten | is niet geoorloofd
    mag: is bevoegd om | is gerechtigd om | is bevoegd tot het
    mogen: zijn bevoegd om | zijn gerechtigd om
    moet: is verplicht om | is gehouden om | heeft tot taak om | dient ervoor te zorgen dat
    moeten: zijn verplicht om | zijn gehouden om
    mogen niet: is medewerkers niet geoorloofd om | is medewerkers niet toegestaan om
    op geen enkele manier: op geen enkele wijze | geenszins
    hoeft niet: is niet gehouden
    reactie: respons
    binnen: binnen een termijn van | binnen een tijdsbestek van
    tijdens: gedurende | in de loop van | ten tijde van
    namens: uit naam van | in naam van
    volgens: conform | overeenkomstig | in overeenstemming met
    ondanks: niettegenstaande
    werktijd: werkuren | arbeidstijd | diensttijd
    sociale media: social media | sociale netwerken
    werknemer: lid van het personeel
    werknemers: leden van het personeel
"""
"""Plain words: the phrases that say the same, word for word."""
FILLERS: Final = """
    derhalve | dus | daarom | hierbij | overigens | uiteraard | vanzelfsprekend | natuurlijk | alstublieft
    | a.u.b | aub | s.v.p | svp | let op | denk eraan dat je | let erop dat je | zorg ervoor dat je
    | zorg er voor dat je | zorg dat je | zie erop toe dat je | onthoud dat je | er mee | ermee
    | desbetreffende | voornoemde | genoemde | hieromtrent | ter zake | terzake
    | op zichzelf | op enige manier | op enigerlei wijze | op enige wijze
"""
"""What says nothing."""
ALIKE_VERBS: Final = """
    wis: wissen verwijderen weghalen
    plaats: plaatsen posten
    probeer: proberen trachten pogen
    begin: beginnen aanvangen starten
    koop: kopen aankopen aanschaffen
    gebruik: gebruiken benutten hanteren aanwenden bezigen
    krijg: krijgen ontvangen verkrijgen
    stuur: sturen zenden verzenden versturen toezenden toesturen opsturen
    doorstuur: doorsturen doorzenden doorgeleiden
    informeer: informeren inlichten
    controleer: controleren checken nakijken verifiëren
    wijzig: wijzigen veranderen aanpassen
    help: helpen assisteren
    vraag: vragen verzoeken
    meedoe: meedoen deelnemen participeren
    geef: geven verstrekken verschaffen
    kies: kiezen selecteren uitkiezen
    bel: bellen opbellen telefoneren
    uitleg: uitleggen toelichten
    teken: tekenen ondertekenen
    rond: afronden voltooien
    verbeter: verbeteren corrigeren rectificeren
    vertel: vertellen meedelen mededelen
"""
ALIKE_WORDS: Final = """
    medewerker: medewerker werknemer personeelslid personeel
    wachtwoord: wachtwoord paswoord password
    website: website site
    afbeelding: afbeelding plaatje
    fout: fout vergissing
    mening: mening opvatting
    toestemming: toestemming goedkeuring instemming akkoord
    openbaar: openbaar publiekelijk
    volledig: volledig compleet
    regelmatig: regelmatig geregeld
    vaak: vaak dikwijls
    duidelijk: duidelijk helder
    correct: correct juist
    snel: snel vlug spoedig
    vanzelf: vanzelf automatisch
    einde: einde eind afloop
    bericht: bericht berichtje
"""
NOUNS: Final = """
    plaatsing: plaatsen
    publicatie: publiceren
    verwijdering: verwijderen
    beantwoording: beantwoorden
    verspreiding: verspreiden
    wijziging: wijzigen
    verzending: verzenden
    verstrekking: verstrekken
    raadpleging: raadplegen
    doorverwijzing: doorverwijzen
    registratie: registreren
    bewaring: bewaren
    controle: controleren
    vermelding: vermelden
"""
"""Nouns that name what a verb does, before `van`."""
HEDGES: Final = """
    in principe | in beginsel | als regel | in de regel | in het algemeen | over het algemeen | doorgaans
    | normaliter | normaal gesproken | gewoonlijk | meestal | waar mogelijk | zo mogelijk | indien mogelijk
    | als dat mogelijk is | als het mogelijk is | als het kan | als dat kan | waar dat kan | waar het kan
    | zo veel mogelijk | zoveel mogelijk | redelijkerwijs | voor zover mogelijk | voorzover mogelijk
    | naar vermogen | probeer om | probeer | tracht | tracht om | streef ernaar om | streef ernaar
    | doe je best om | span je in om | span je redelijkerwijs in om | waar haalbaar | indien haalbaar
    | wanneer mogelijk | voor zover redelijkerwijs mogelijk | voor zover dat kan | in de meeste gevallen
    | als de tijd het toelaat | als er tijd is | spant zich in om | spannen zich in om
    | zo goed mogelijk | desgewenst | naar eigen inzicht | waar nodig | zo nodig | indien nodig
"""
"""What makes a duty or a prohibition softer."""
