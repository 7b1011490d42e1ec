"""English officialese and its plain words: what no lawyer would fight about; no code."""

from typing import Final

REWRITTEN: Final = """
    they: he or she | she or he | he/she | she/he | s/he
    their: his or her | her or his | his/her | her/his
    them: him or her | her or him | him/her
    to: in order to | so as to | with a view to | for the purpose of | with the aim of
    for example: e.g | eg | for instance | by way of example
    that is: i.e | that is to say | ie
    about: regarding | concerning | with regard to | in relation to | relating to | with respect to
    about: in respect of | as regards | pertaining to | on the subject of | in connection with
    because of: owing to | due to | on account of | by reason of
    with: by means of | by way of | with the aid of | with the help of | making use of
    while: whilst
    on: upon
    among: amongst
    before: prior to
    until: until such time as | up until
    now: at present | currently | presently | at this time | at the moment
    as soon as possible: asap | a.s.a.p | at the earliest opportunity | as quickly as possible
    as soon as possible: as soon as practicable | as soon as you can | promptly | without undue delay
    in advance: beforehand | ahead of time
    answer: reply to | respond to | give an answer to
    answers: replies to | responds to
    answering: replying to | responding to
    answered: replied to | responded to
    not: refrain from | abstain from | desist from | steer clear of
    remove: take down | get rid of
    removing: taking down
    inform: let know
    remove: carry out the removal of
    complete: fill in | fill out
    use: make use of | avail yourself of
    using: making use of
    consider: take into account | take into consideration
    discuss: have a discussion about
    investigate: carry out an investigation into | conduct an investigation into
    check: carry out a check of | perform a check of
    ask: make a request to
    decide: make a decision | come to a decision | take a decision
    after: subsequent to
    enough: a sufficient amount of
    most: the majority of
    many: a large number of
    employees: members of staff | staff members | members of the workforce | the workforce
    employee: member of staff | staff member
    mobile phone: mobile telephone | cell phone | cellphone
    time limit: deadline
    in public: publicly
    on behalf of: in the name of
    contact: get in touch with | get into contact with | make contact with
    at all: whatsoever
    must: is under a duty to | are under a duty to | is under an obligation to | are under an obligation to
    may: is at liberty to | are at liberty to | is entitled to | are entitled to
    may: has permission to | have permission to
    need not: is not obliged to | are not obliged to | is under no obligation to | do not need to
    need not: are under no obligation to | does not need to
    monday: mon
    tuesday: tue | tues
    thursday: thu | thurs
    friday: fri
    february: feb
    april: apr
    august: aug
    september: sept
    october: oct
    november: nov
    december: dec
    at no time: not at any time
    outside: outside of
    inside: inside of
    except: with the exception of
"""
"""Plain words: the phrases that say the same, word for word."""
FILLERS: Final = """
    please | hereby | therefore | accordingly | thus | of course | please note that | note that | naturally
    | obviously | remember to | please remember to | be sure to | make sure to | make sure you
    | make sure that you | ensure you | ensure that you | take care to | bear in mind that | be aware that
    | kindly | engage in | in fact | having | the said | the aforementioned | aforementioned | respective
    | duly | simply | you will | see to it that you
"""
"""What says nothing."""
ALIKE_VERBS: Final = """
    use: use utilise
    begin: begin start commence
    stop: stop cease discontinue
    finish: finish complete conclude
    get: get obtain acquire
    try: try attempt endeavour
    help: help assist aid
    inform: inform notify tell
    purchase: purchase buy
    send: send transmit dispatch
    ask: ask request
    keep: keep retain
    give: give provide supply
    disclose: disclose reveal divulge
    delete: delete remove erase
    check: check verify
    choose: choose select pick
    change: change alter modify amend
    answer: answer
    happen: happen occur
    wait: wait await
    show: show display
    repair: repair fix
    ensure: ensure
    correct: correct rectify
    examine: examine inspect
    explain: explain clarify
    pay: pay remunerate
"""
ALIKE_WORDS: Final = """
    employee: employee staff personnel
    colleague: colleague co-worker coworker
    photograph: photo picture snapshot
    telephone: phone telephone
    error: error mistake
    advert: advert ad advertisement
    permission: permission consent
    website: website site
    enough: enough sufficient adequate
    entire: entire whole
    additional: additional extra
    approximately: approximately roughly circa
    often: often frequently
    clear: clear clearly
    advance: advance prior
    aim: aim purpose objective
    quickly: quickly swiftly rapidly
    correctly: correctly accurately
    confidential: confidential confidentially
    individual: individual person
"""
NOUNS: Final = """
    publication: publish
    removal: remove
    deletion: delete
    disclosure: disclose
    distribution: distribute
    release: release
    use: use
    alteration: alter
    transmission: transmit
    notification: notify
"""
"""Nouns that name what a verb does, before `of`."""
HEDGES: Final = """
    in principle | as a rule | as a general rule | in general | generally | normally | usually | ordinarily
    | where possible | if possible | wherever possible | when possible | whenever possible | where practicable
    | if practicable | as far as possible | as far as practicable | as far as is practicable
    | so far as possible
    | so far as is reasonably practicable | where feasible | if feasible | to the extent possible
    | make reasonable efforts to | use reasonable efforts to | make every effort to | make an effort to
    | use your best efforts to | use best efforts to | use best endeavours to | do your best to | try to
    | aim to
    | endeavour to | attempt to | strive to | seek to | as much as possible | in most cases
    | for the most part
    | where you can | if you can | when you can | where reasonable | where reasonably possible | reasonably
    | insofar as possible | as a matter of principle | by default | if time allows | time permitting
    | where appropriate | if appropriate | if necessary | where necessary | as appropriate
    | at your discretion
    | typically | so far as practicable
"""
"""What makes a duty or a prohibition softer."""
