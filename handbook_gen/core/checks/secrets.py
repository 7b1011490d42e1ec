"""HB801, secrets: what looks like a password, token, private key or recovery code; never says what it was."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from math import log2
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.sieve import holding
from handbook_gen.core.links import entries, spot
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.shape import Path, strings
from handbook_gen.core.problems import Finding, Kind, Severity

# Shapes that the makers of tokens chose so that they can be recognised.
_TOKEN: Final = re.compile(
    r"""
    \bgh[oprsu]_[A-Za-z0-9]{30,} | \bgithub_pat_\w{40,} | \bglpat-[\w-]{20,} | \bnpm_[A-Za-z0-9]{36}
    | \bxox[abeprs]-[A-Za-z0-9-]{10,} | \bxapp-[A-Za-z0-9-]{20,}
    | hooks\.slack\.com/services/\w+/\w+/\w{16,} | discord(?:app)?\.com/api/webhooks/\d+/[\w-]{20,}
    | webhook\.office\.com/webhookb2/[\w@/-]{40,}
    | \b(?:AKIA|ASIA)[A-Z0-9]{16}\b
    | \beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{10,}
    | \bAIza[\w-]{35} | \bya29\.[\w-]{20,} | \bGOCSPX-[\w-]{20,}
    | \bEAA[A-Za-z0-9]{40,} | \bIG(?:QV|AA)[\w-]{40,} | \bAAAAAAAAA[A-Za-z0-9%]{40,}
    | \b[rs]k_(?:live|test)_[A-Za-z0-9]{16,} | \bsk-[\w-]{20,} | \bSG\.[\w-]{16,}\.[\w-]{16,}
    | \b[0-9]{8,10}:AA[\w-]{33}\b | \b[0-9a-f]{32}-us[0-9]{1,2}\b
    | [?&](?:access_token|api_?key|auth|client_secret|password|secret|sig|token)=[\w%.~+/-]{12,}
    | ://[^\s/:@]+:(?=[^\s/:@]*[0-9!$%^*])[^\s/:@]{6,}@
    """,
    re.VERBOSE,
)
_PRIVATE_KEY: Final = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----")
_TOKENS_ARE_NO_SHORTER: Final = 16

# A name for a secret, then perhaps whose it is, then a sign that it follows.
_NAMED: Final = re.compile(
    r"""
    (?: (?P<password>(?:wacht(?:woord|zin)|password|passphrase|passwd)(?:en|s)?|\bpwd|\bpasswoord
          |\bww(?=\s*[:=]))
      | (?P<number>\b(?:pin|puk)(?:[- ]?code)?s?|(?:toegangs|ontgrendel|inlog)codes?
          |\b(?:access|entry|unlock)\ codes?|\bpasscodes?)
      | (?P<login>\b(?:login|inlog)(?:gegevens)?)
      | (?P<key>\b(?:api[- ]?|geheime\ |secret\ |private\ |client\ |access[-
      ]|bot-?)?(?:keys?|sleutels?|secrets?|tokens?)) )(?![\w-])
    (?: (?=[^\n.;!?]*[:=→]) [^\n.;!?:=→]{0,40} (?:[:=→]|->)
      | [^\n.;:=!?]{0,25}? \b(?:is|was|wordt|luidt|werd|became|are|zijn)\b
      | (?=\s\d) | (?P<bare>(?=\s\S*\d\S*[!@$%^*])) )
    [\s"'‘’“”„«`*_(]* (?P<value>[^\s"'‘’“”«»`]+) (?P<rest>[^\n]{0,80})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMES: Final = (
    "wachtwoord|wachtzin|ww:|ww :|ww=|ww =|passw|passph|passcode|pwd|pincode|pin-|pin |pin:|puk|toegangscode"
    "|ontgrendelcode|inlog|login"
    "|access code|entry code|unlock code|token|api|secret|sleutel|key|herstelcode|herstelsleutel"
    "|recovery|reserve"
    "|backup|back-up|noodcode|emergency|eenmalige|one-time"
)
_SIGN: Final = re.compile(r"[0-9!@$%^*]")
_RECOVERY: Final = re.compile(
    r"(?:herstel|recovery|reserve|back-?up|nood|emergency|eenmalige|one-time)[- ]?"
    r"(?:code|sleutel|key|token)s?\b"
    r"(?P<after>(?s:.{0,160}))",
    re.IGNORECASE,
)
_GROUPS: Final = re.compile(
    r"(?<![\w+/-])(?<![\d)] )"
    r"(?:[0-9]{4} [0-9]{4}(?! ?[\d-])|[0-9]{8}(?!\d)|[A-Za-z0-9]{4,8}(?:-[A-Za-z0-9]{4,8})+)"
    r"(?![\w-])"
)
_CALLING: Final = re.compile(
    r"\b(?:bel|tel|telefoon|phone|call|ring|nummer|number)\w*\W+(?:\w+\W+){0,4}$", re.IGNORECASE
)
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:[- ]?(?:19|20)\d\d)?")

_PLACEHOLDER: Final = re.compile(
    r"[\[<{$%(#@/]|.*(?:…|\.\.\.|\*\*\*|•••|xxx|example|voorbeeld|://)", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
# What has letters and digits and is no password: techniques and products, norms, numbers with their unit.
_PRODUCT: Final = re.compile(
    r"(?:2fa|mfa|sha|oauth|wpa|saml|fido|md5|totp|iso|nen|nist|aes|rsa|bio|http|utf|ipv|1password|keepass(?:xc)?"
    r"|yubikey|safenet|office|microsoft|m365|o365|windows|ios|android|bitwarden|lastpass|vault|kluis)"
    r"[-_.]?\d{0,3}(?![\d!@#$%^*])",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"[A-Z]{2,5}-?\d{1,6}(?:[-:.]\d+)*|\d+(?:-?[^\W\d]+)(?:-[^\W\d]+)*|[^\W\d]+-\d{1,2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
)
_UNIT: Final = re.compile(
    r"\W*(?:\w+\W+)?(?:teken|cijfer|letter|karakter|keer|dag|week|weken|maand|uur|minu|jaar|mensen|personen|account|procent"
    r"|character|digit|symbol|times|day|month|hour|year|people|attempt|poging|per\b|%)",
    re.IGNORECASE,
)
_WITH_IT: Final = re.compile(r"\s*(?:[/|,;+]|en|and|met|with)\s*(\S+)")
_DENIED: Final = re.compile(
    r"\W*(?:is|zijn|are|of|or|en|and)\b.{0,30}\b(?:geen|niet|te|no|not|too)\b", re.IGNORECASE
)
_ONLY_DIGITS: Final = re.compile(r"[0-9]+")
_SIGN_INSIDE: Final = re.compile(r"\w[!@#$%^*]\w")
_SHORTEST: Final = {"password": 6, "number": 4, "login": 8, "key": 16}
_LONGEST_NUMBER: Final = 8

_RUN: Final = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")
_PUBLIC: Final = ("AAAAB3Nza", "AAAAC3Nza", "AAAAE2Vj")
"""How public SSH keys begin."""
_CLASSES: Final = re.compile(r"(?P<lower>[a-z])|(?P<upper>[A-Z])|(?P<digit>[0-9])")
_LOWER_RUN: Final = re.compile(r"[a-z]{6}")
_RESTLESS: Final = 0.4
"""How often letters, capitals and digits take turns in what was drawn at random: 62%; in names, a quarter."""
_MIXED: Final = 3.4
"""Bits that a character of such a string tells at the least."""


@check("HB801", "secret-in-policy", Severity.ERROR, stops=True, local=True, quoted=False)
def secret_in_policy(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find what looks like a password, a token, a private key or recovery codes, drafts included.

    Why: whoever can read the handbook or its history can log in with it.
    Repair: change it where it is used, put the new one in the vault, and only then take it out here: it stays
    in the history of the files. Put `…` for it where it was an example.
    Rules about passwords, names of vaults, norms, addresses and names of files are none. In an example of
    what not to do a password is taken to be made up, a token or key is not. What was found is never repeated.
    Source: C33.
    """
    written = tuple(_written(book))
    secrets = _secrets({text for _, _, text in written})
    for item, path, text in written:
        found = secrets.get(text, "")
        if not found and path[-2:] == ("custody", "store") and _made_to_be_typed(text):
            found = "password"
        if found and not (found == "password" and "dont" in path):
            yield Finding(kind, spot(item, *path), variant=found)


def _written(book: Handbook) -> Iterator[tuple[Item, Path, str]]:
    """Give everything that somebody typed freely, with its place."""
    for item, said in book.sayings:
        for language, text in said.text.texts():
            yield item, (*said.path, language), text
    for item in entries(book.policy):
        for path, text in strings(item):
            yield item, path, text


def _secrets(texts: Collection[str]) -> Mapping[str, str]:
    """Give the texts with a secret in them, each with the kind of secret."""
    marked = [text for text in texts if _SIGN.search(text)]
    named = holding(marked, _NAMES)
    found = {text: "token" for text in marked if _has_token(text)}
    found |= {text: "password" for text in named if any(map(_named, _NAMED.finditer(text)))}
    found |= {text: "recovery-code" for text in named if any(map(_recovery, _RECOVERY.finditer(text)))}
    keys = (text for text in holding(texts, "-----begin") if _PRIVATE_KEY.search(text))
    return {**found, **dict.fromkeys(keys, "private-key")}


def _has_token(text: str) -> bool:
    return any(_token(word) for word in text.split() if len(word) >= _TOKENS_ARE_NO_SHORTER)


def _token(word: str) -> bool:
    """Tell whether a long word is a token: by the shape its maker gave it, or because it looks random."""
    known = _TOKEN.search(word)
    if known:
        return len(set(known[0])) > len("placeholder") // 2 and not _PLACEHOLDER.match(
            known[0].lstrip("?&:/")
        )
    if "://" in word or "@" in word or word.startswith("#"):
        return False
    return any(map(_random, _RUN.findall(word)))


def _random(run: str) -> bool:
    classes = [found.lastgroup for found in _CLASSES.finditer(run)]
    if (
        len({*classes}) < len(("lower", "upper", "digit"))
        or run.startswith(_PUBLIC)
        or _LOWER_RUN.search(run)
    ):
        return False
    turns = sum(one != other for one, other in pairwise(classes))
    bits = -sum(n / len(run) * log2(n / len(run)) for n in Counter(run).values())
    return turns >= _RESTLESS * len(classes) and bits >= _MIXED


def _recovery(found: re.Match[str]) -> bool:
    """Tell whether groups of letters and digits follow that are no telephone number and no years."""
    after = found["after"]
    for each in _GROUPS.finditer(after):
        groups = re.split("[- ]", each[0])
        mixed = sum(any(map(str.isdigit, group)) for group in groups) * 2 >= len(groups)
        called = each[0].startswith("0") or _CALLING.search(after, 0, each.start())
        if mixed and not called and not _YEARS.fullmatch(each[0]):
            return True
    return False


def _named(found: re.Match[str]) -> bool:
    """Tell whether what follows the name of a secret can be the secret itself."""
    label = next(each for each in _SHORTEST if found[each])
    value, rest = found["value"], found["rest"]
    if label == "login":  # who logs in stands first
        with_it = _WITH_IT.match(rest)
        value, rest = (with_it[1], "") if with_it else ("", "")
    value = value.rstrip(".,;:!?)]}>…*_")
    if len(value) < _SHORTEST[label] or _PLACEHOLDER.match(value):
        return False
    if _ONLY_DIGITS.fullmatch(value):
        return label in ("number", "password") and _number(value, rest, label)
    denied = found["bare"] is None and _DENIED.match(rest)
    return not denied and not _ADDRESS.search(value) and _made_to_be_typed(value)


def _number(value: str, rest: str, label: str) -> bool:
    """Tell whether digits alone are a secret: not so years, amounts, and what somebody can be rung at."""
    long = len(value) <= _LONGEST_NUMBER if label == "number" else len(value) >= _SHORTEST["password"]
    zero = "00" if label == "number" else "0"
    return long and not _YEARS.fullmatch(value) and not _UNIT.match(rest) and not value.startswith(zero)


def _made_to_be_typed(value: str) -> bool:
    """Tell whether one word can be a password: letters with digits or signs between, and no name."""
    if " " in value or any(no.match(value) for no in (_PRODUCT, _PLACEHOLDER)) or _NUMBERED.fullmatch(value):
        return False
    letters = sum(map(str.isalpha, value))
    digits = any(map(str.isdigit, value))
    return (
        letters > 1 and len(value) >= _SHORTEST["password"] and (digits or bool(_SIGN_INSIDE.search(value)))
    )
