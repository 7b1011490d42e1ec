"""English words by what they do in a rule; no code."""

from typing import Final

PHRASES: Final = """
    modal must: must | shall | is to be | are to be
    modal must: it is mandatory | is mandatory | is compulsory | are mandatory
    modal required: has to | have to | had to | need to | needs to
    modal required: required to | obliged to | required | obliged | bound to | obligatory | necessary to
    modal may: may | allowed to | permitted to | allowed | permitted | free to | welcome to | at liberty to
    modal may: authorised to | authorized to | entitled to
    modal may: we allow | we permit | fine to | ok to | okay to | acceptable to
    modal forbidden: we do not allow | we do not permit
    modal can: can | could | able to
    modal forbidden: forbidden to | forbidden from | forbidden | prohibited from | prohibited
    modal forbidden: barred from | banned
    modal exempt: there is no need to | there is no need for | exempt from | unnecessary | unnecessary to
    modal must: have an obligation to | has an obligation to | have a duty to | has a duty to
    modal must: have the duty to
    modal must: under an obligation to
    modal may: have the right to | has the right to | have permission to | has permission to
    modal need: need
    modal should: should | advised to | ought to | recommended to | encouraged to | preferably | ideally
    modal should: we recommend | it is recommended | had better | expected to
    modal unadvised: advised against | discouraged from

    negation: not | no | never | nobody | nothing | nowhere | neither | nor | none | no one
    negation: under no circumstances
    negation: at no time | in no case | no longer | on no account
    notonly: not only | not just | not merely
    butalso: but also | but as well | but too

    proviso unless: unless | except | except if | except when | except for | except where | except with
    proviso unless: other than
    proviso unless: save in an emergency | save in emergencies | save in case of
    proviso unless: save for | save where | apart from | with the exception of | excluding
    proviso unless: save when | save with | barring | an exception is | but not
    provided mits: provided that | provided | as long as | so long as | on condition that
    provided mits: on the condition that
    provided mits: providing that | subject to | insofar as | to the extent that
    onlyif only: only if | only when | only where | only after | only once | solely if | if and only if
    onlyif only: only while
    soon soon: as soon as | once | the moment
    even even: especially when | especially if | also when | also if | even if | even when | even where
    even even: regardless of | whether or not | irrespective of
    evennot even: not even if | not even when
    condition if: if | when | whenever | in case | where | once | in the event that | in the event of
    condition if: in case of | while | whilst | as often as | should you
    before before: before | prior to | ahead of | in advance of
    after after: after | following
    until until: until | till
    without without: without
    reason because: because | as this
    result sothat: so that | in order that
    example example: for example | for instance | e.g. | eg | such as | an example

    only only: only | solely | exclusively | nothing but | nothing other than | merely | none other than
    bound >=: at least | not less than | no less than | no fewer than | not fewer than | a minimum of
    bound >=: minimum
    bound >=: no earlier than | not earlier than | not before | no sooner than | not sooner than
    bound from: from | upwards of
    bound >=: no shorter than | a minimum
    bound <=: at most | no more than | not more than | up to | within | no later than | not later than
    bound <=: a maximum of
    bound <=: no longer than | not longer than | not exceeding | maximum | up to a maximum of | not over | by
    bound <=: by no later than | inside | at the latest by | at the latest within | a maximum | no older than
    bound >: more than | longer than | over | above | exceeding | greater than | older than | later than
    bound >: in excess of
    bound >: exceeds | exceed | not until after | more often than | only after | higher than
    bound <: less than | fewer than | under | below | shorter than | younger than | earlier than
    bound <: under the age of
    bound <: lower than
    bound until: until | till
    after-bound >=: or more | and over | and older | and above | and up | or over | or longer | or older
    after-bound >=: or above | at the earliest | or later | or higher
    after-bound <=: or less | or fewer | or under | or younger | at the latest | at most | or below
    after-bound <=: or earlier
    lead lead: in advance | beforehand | before | prior to | ahead | ahead of

    quantifier all: without exception | all | every | each | everyone | everybody | everything | all of
    quantifier some: some | several | certain | a few | some of
    quantifier most: most
    quantifier any: any | anyone | anybody | anything
    void void: or both | of beide | of allebei
    double both: both
    and and: and | as well as | and also | together with | along with
    or or: or | either | or else | and/or
    contrast but: but | however | yet

    widening widen: at all times | at any time | in any way | in any form | also | even
    including including: including | inclusive of
    word written: in writing
    word soonest: as soon as possible
    widening widen: anywhere | everywhere | ever | always | whatsoever | at all | other
    widening widen: whatever | wherever | additionally | too | otherwise | etc | more | further | inclusive
    rel rel: who | whom | whose | which | that | to whom | of whom | in which | on which
    prep in: in
    prep on: on
    prep at: at
    prep with: with
    prep of: of
    prep about: about | regarding | concerning | with regard to | relating to | with respect to
    prep for: for
    prep by: by
    prep to: to
    prep from: from
    prep into: into
    prep during: during | throughout
    prep through: through | via
    prep tussen: between | among
    prep behalf: on behalf of
    prep according: according to | in accordance with | in line with
    prep under: under
    prep against: against
    prep outside: outside
    prep inside: inside
    prep over: over
    prep above: above
    prep next: next to | beside
    prep per: per

    word immediately: immediately | at once | straight away | straightaway | right away | forthwith
    word immediately: without delay
    word email: e-mail | email | mail
    verb use: use | uses | make use of | makes use of
    verb ensure: ensure | ensure that | make sure | make sure that | see to it that | ensures | makes sure
    verb purchase: purchase | purchases | buy | buys
    word photograph: photo | photos | photograph | photographs
    word telephone: phone | telephone | phones | telephones
    verb delete: delete | deletes | deleted | deleting | remove | removes | removed | removing
    verb inform: inform | informs | informed | notify | notifies | notified
    verb begin: begin | begins | start | starts | commence | commences
    word program: programme | programmes | program | programs
    word center: centre | center
    verb help: help | helps | assist | assists
    word times: times
    word advance: in advance | beforehand
    verb ask: ask | asks | asked | request
"""
SMALL: Final = """
    the a an you it is are was were be been being am do does did done will would has have had then so thus
    this it its please hereby therefore
"""
VERBS: Final = """
    see hear suspect encounter notice learn want flag decline mention wear approve
    mention name share post publish use reply respond answer ask report send forward refer check inform
    make give
    keep put let set say write show place store delete remove hide call change disclose film photograph record
    discuss consult wait log note register follow read invite accept refuse avoid prevent tell obtain submit
    approve sign secure save open close start stop begin end block moderate correct update archive test hand
    buy pay offer sell work help thank link quote tag like forget repeat add confirm announce spread
    tweet stream
    broadcast provide collect process go come stand sit speak talk advise decide determine manage search
    find look
    listen escalate carry count verify justify investigate separate consent agree respect judge view threaten
    promise receive visit leave upload download take handle warn suspend extend expire print credit declare
    describe renew reserve ring state label return reuse run complete comment repost congratulate draw tag
    attend reveal identify replace copy review monitor notify assess tick join switch refrain
"""
SHIFTS: Final = """
    is are am be been / was were / has have / had / will would / did
"""
"""Small words that are not one another: on a line, the sorts."""
AVOIDING: Final = "avoid refrain"
SHUNNING: Final = "avoid"
"""What of these leaves room: to avoid is less than never to do."""
FORGETTING: Final = "forget fail neglect omit hesitate"
ROLES: Final = """
    lead unit division service commander tutor mentor provost janitor caretaker sister producer agent
    ranger pharmacist
    manager director officer spokesperson editor coordinator head administrator webmaster webcare
    principal deputy
    board chair chairman secretary lawyer counsel department desk team advisor adviser minister mayor
    coach captain
    referee nurse doctor intern contractor supervisor leader office authority council committee owner trustee
    treasurer matron governor bursar curator warden foreman dean chancellor librarian clerk solicitor legal
    communications hr it parent guardian referee steward vicar consultant sergeant inspector chief partner
    executive president registrar teacher headteacher producer
"""
CONSENT: Final = """
    consent permission approval agreement authorisation authorization written prior explicit signed express
"""
ADVERBS: Final = "online publicly today tomorrow privately together"
WAITING: Final = "wait waits"
RECIPIENTS: Final = "to by from"
ANTECEDENTS: Final = "worth whose rel of with value costing aged age over"
LABELS: Final = """
    version article § section annex appendix chapter step level number no. nr item form model category group
    class room line stage phase part table column point clause paragraph schedule gdpr rule tier band grade
"""
QUESTIONS: Final = (
    "for questions|with questions|any questions|have questions|have a question|"
    "for more information|questions about"
)
PREFIXES: Final = "un in im ir il dis non- non"
SEE: Final = "see also|see further|see|read more"
REASONS: Final = "this prevents|that prevents|this way|that way|the reason|this keeps|this helps"
SEPARABLE: Final = ""
OFFICES: Final = """
    officer manager coordinator adviser advisor administrator supervisor controller commissioner inspector
    receptionist superintendent representative ombudsman assistant helpdesk
"""
URGENT: Final = "immediately advance lead soonest"
REACTING: Final = """
    report delete remove hide answer block log register refuse decline moderate forward correct archive
    record flag
    escalate
"""
"""Verbs of which the object is what happens: of a longer list, more must be done."""
SEQUENCE: Final = "then next afterwards first this that it they them he she these those"
ARTICLES: Final = "the a an this"
GENITIVES: Final = "of"
STAFF: Final = "employee"
"""Whom a rule is for anyway, as `you`."""
TERMS: Final = "limit window timeframe turnaround period"
