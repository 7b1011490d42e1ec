"""Texts that a judge of words gets wrong: what an editor changed, and what may be said of it; no code."""

from typing import Final

TRAPS: Final = """
# A clause of small words is a clause.
nl duty | Wij doen namens jou aangifte als je dat wilt. | Wij doen namens jou aangifte. | S
nl duty | Wij plaatsen je foto als jij dat wilt. | Wij plaatsen je foto. | S
nl duty | Doe aangifte wanneer je dat wilt. | Doe aangifte. | S
nl duty | Deel een foto als je wilt. | Deel een foto. | S
en duty | Share the post if you will. | Share the post. | S
en duty | Do it if you have to. | Do it. | SU
en duty | We post your photo if you want us to. | We post your photo. | S
nl duty | Wij doen aangifte als je dat wilt. | Wij doen aangifte tenzij je dat wilt. | SU
nl duty | Bel als je dat wilt. | Bel tenzij je dat wilt. | SU
en duty | Share the post if you will. | Share the post unless you will. | SU
nl duty | Meld het als je bent bedreigd. | Meld het als je wordt bedreigd. | U
nl duty | Vraag een leidinggevende om hulp. | Vraag je leidinggevende om hulp. | SU
nl duty | Geef je collega de sleutel. | Geef een collega de sleutel. | UL
# A rule that forbids, whose text asks.
nl prohibition | Medewerkers bekijken de telefoon van een leerling niet zonder toestemming. | Medewerkers bekijken de telefoon van een leerling zonder toestemming. | SUL
nl prohibition | De school doorzoekt een telefoon niet zonder concreet vermoeden. | De school doorzoekt een telefoon zonder concreet vermoeden. | SUL
en prohibition | Staff do not search pupils’ phones without consent. | Staff search pupils’ phones without consent. | SUL
en prohibition | Staff do not search pupils’ phones. | Staff search pupils’ phones. | SUL
# Addresses are beside a rule, terms are not.
en prohibition | Do not share [[term:confidential]] of ours. | Do not share [[term:incident]] of ours. | SU
en duty | Turn on [[term:two-step]]. | Turn on [[term:security-key]]. | SU
# A reason narrows a prohibition; a result is a demand.
nl prohibition | Verwijder geen reacties omdat ze kritisch zijn. | Verwijder geen reacties. | S
en prohibition | Do not remove comments because they are critical. | Do not remove comments. | S
en prohibition | Do not tag anyone because you are angry. | Do not tag anyone. | S
nl duty | Anonimiseer foto’s. | Anonimiseer foto’s zodat niemand herkenbaar is. | SU
en duty | Anonymise photos. | Anonymise photos so that nobody can be recognised. | SU
nl duty | Sluit af. Noem je naam omdat mensen willen weten wie er schrijft. | Sluit af. Noem je naam. | A
# The field says that it is a permission.
nl permission | Plaats een bericht als de officier instemt. | Plaats een bericht als de officier instemt, tenzij je leidinggevende anders beslist. | S
nl permission | Plaats een bericht als de officier instemt. | Plaats een bericht. | L
en permission | Feel free to post a photo. | Feel free to post a photo, unless children are in it. | S
en permission | Post a photo if the parents agree. | Post a photo. | L
# To wait longer, or to keep longer, is another thing than to be late.
nl duty | Verwijder het bericht na 30 dagen. | Verwijder het bericht na 10 dagen. | SU
nl duty | Verwijder het bericht na 30 dagen. | Verwijder het bericht na 60 dagen. | UL
en duty | Delete customer data after six months. | Delete customer data after three months. | SU
nl duty | Wij wissen privéberichten zes maanden na het gesprek. | Wij wissen privéberichten drie maanden na het gesprek. | SU
# Words of force beyond the modals.
en duty | Avoid naming patients. | Never name patients. | SU
nl duty | Vermijd het noemen van patiënten. | Noem nooit patiënten. | SU
en prohibition | Avoid naming patients. | Do not name patients. | SU
# Which negation, which permission, which `as`.
nl duty | Wijs drie beheerders aan, van wie er één niet bij Communicatie werkt. | Wijs drie beheerders aan. | UL
nl prohibition | Stuur geen foto’s door, ook niet naar een collega. | Stuur geen foto’s door, behalve naar een collega. | L
nl duty | Laat iedereen weten hoe die bezwaar kan maken. | Laat iedereen weten hoe die bezwaar kan maken, tenzij het spam is. | L
nl prohibition | Stuur als leidinggevende geen verzoek aan je team. | Stuur als leidinggevende geen verzoek aan je team zonder toestemming van Communicatie. | L
nl prohibition | Deel geen foto’s, tenzij de klant akkoord is. | Deel foto’s alleen als de klant akkoord is. | EU
en prohibition | Do not share photos unless the customer agrees. | Share photos only if the customer agrees. | EU
nl duty | Wees niet onbeleefd. | Wees beleefd. | E
nl duty | Rond af vóór 1 april 2027. | Rond af uiterlijk 31 maart 2027. | E
en duty | Finish before 1 April 2027. | Finish by 31 March 2027. | E
nl duty | Gebruik drie tot vijf hashtags. | Gebruik drie tot tien hashtags. | L
en duty | Use three to five hashtags. | Use three to ten hashtags. | L
en duty | Name the board and the works council. | Name the works council and the board. | E
"""
"""Language, force, before, after, and the first letters of the levels that may be given."""
