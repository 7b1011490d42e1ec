"""The kinds of field of the policy language, and how a string becomes one; nothing on any document.

The reader gives strings only. Each type here says what a string means to it, and names the fault by the
name of a kind of problem, so that the loader needs no table of pydantic's own messages.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, Literal

import pydantic
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from handbook_gen.core import problems as p
from handbook_gen.core.model import times
from handbook_gen.core.model.times import Duration, Hours
from handbook_gen.core.problems import Kind

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Form:
    """Marks what a string means to a type, for whoever describes the language: `mail`, `date`, `hours`."""

    name: str
    pattern: str = ""
    """What the whole string matches, in what Python's regular expressions share with those of JavaScript."""
    least: int | None = None
    most: int | None = None
    """Between which numbers it lies, where it is one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Marks in what a number counts, such as `percent` or `people`."""

    name: str


def fault(kind: Kind, **facts: str) -> PydanticCustomError:
    """Make the error that the loader turns into a problem of `kind`."""
    return PydanticCustomError(kind.name, "", facts)


class Item(BaseModel):
    """Anything that the policy language can say: frozen, and with no key that it does not know."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_"),  # `from_` and `for_` are words of Python
    )

    noun: ClassVar[str] = ""
    """What an item with an id is called where it is cited; nothing for a part of an item."""

    @property
    def says(self) -> bool:
        """Tell whether there is anything in it for a reader."""
        return any(value.says if isinstance(value, Item) else value for value in self.__dict__.values())

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_absent(cls, data: Any) -> Any:
        """Read `until: null` and `until:` as if the key were not there."""
        if not isinstance(data, dict) or None not in data.values():
            return data
        known = {name.rstrip("_") for name in cls.model_fields}
        return {k: v for k, v in data.items() if v is not None or k not in known}


_ALL: Final = 100
_MOST: Final = 10**9 - 1
_WHOLE: Final = Form("number", r"[0-9]{1,9}", least=0, most=_MOST)
_FIRST: Final = replace(_WHOLE, least=1, most=1)
_QUANTITY: Final = Form("quantity", r"-?[0-9]{1,9}(\.[0-9]{1,2})?", least=-_MOST, most=_MOST)
_DATE: Final = Form("date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPAN: Final = Form("duration", times.DURATION)
_HOURS: Final = Form("hours", times.HOURS)
_TIME_ZONE: Final = Form("time-zone", r"[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}")
_ID: Final = Form("id", r"[a-z0-9]+(-[a-z0-9]+)*")
_WORD: Final = Form("word", _ID.pattern)
_CODE: Final = Form("code", r"[A-Z][A-Z0-9]*-[0-9]+")
_CHECK: Final = Form("check", r"HB[0-9]{3}")
_PRINT: Final = Form("fingerprint", r"[0-9a-f]{12}")
_MAIL: Final = Form("mail", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_ACCOUNT: Final = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_HANDLE: Final = Form("handle", rf"@{_ACCOUNT}(/{_ACCOUNT}){{0,9}}|{_MAIL.pattern}")
_PHONE: Final = Form("phone", r"\+?[0-9][0-9 ()./-]{1,24}")
_URL: Final = Form("url", r"""https?://[^\s<>"'/?#\[\]]+([/?#][^\s<>"']*)?""")
_COLOUR: Final = Form("colour", r"#[0-9a-fA-F]{6}")
_TYPEFACE: Final = Form("typeface", r"[A-Za-z0-9][A-Za-z0-9 -]{0,59}")
_PICTURE: Final = Form("picture", r"[A-Za-z0-9_-][A-Za-z0-9_./-]*\.(svg|png|jpg|webp)")
LONGEST_TEXT: Final = 20_000
"""Characters in one text: what is longer is no rule but a page, and belongs in content/."""


def _tidy(value: Any) -> Any:
    """Bring a text to one form: NFC, no white space around it."""
    if not isinstance(value, str):
        raise fault(p.WRONG_SHAPE, variant="text")
    text = value.strip()
    if not text:
        raise fault(p.EMPTY_TEXT)
    if len(text) > LONGEST_TEXT:
        raise fault(p.TEXT_TOO_LONG, limit=str(LONGEST_TEXT), size=str(len(text)))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _one_line(value: Any) -> Any:
    text = _tidy(value)
    if "\n" in text:
        raise fault(p.NOT_ONE_LINE)
    return text


Plain = Annotated[str, BeforeValidator(_one_line), Form("plain")]
"""One plain line that is the same in every language: a handle, a place, an address to chat."""


def _by_language(value: Any, info: ValidationInfo) -> Any:
    """Read a plain string as a text in the source language."""
    if isinstance(value, str):
        return {(info.context or {}).get("source", LANGUAGES[0]): value}
    if isinstance(value, list):
        raise fault(p.WRONG_SHAPE, variant="text")
    if isinstance(value, dict) and all(text is None for text in value.values()):
        raise fault(p.EMPTY_TEXT)
    return value


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class _Told:
    """One text per language; a language may be missing, and then the other one is shown and marked."""

    nl: str | None = None
    en: str | None = None

    def said(self, language: Language) -> str | None:
        """Give the text in `language`, or None."""
        return self.nl if language == "nl" else self.en

    def best(self, language: Language) -> str:
        """Give the text in `language`, else in whatever language there is."""
        return self.said(language) or self.nl or self.en or ""

    def texts(self) -> tuple[tuple[Language, str], ...]:
        """Give each language that is there with its text."""
        return tuple((lang, text) for lang in LANGUAGES if (text := self.said(lang)))


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class TextValue(_Told):
    """A longer text in restricted Markdown."""

    nl: Annotated[str, BeforeValidator(_tidy)] | None = None
    en: Annotated[str, BeforeValidator(_tidy)] | None = None


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class LineValue(_Told):
    """A name or a title: one plain line, no markup."""

    nl: Plain | None = None
    en: Plain | None = None


Text = Annotated[TextValue, BeforeValidator(_by_language)]
Line = Annotated[LineValue, BeforeValidator(_by_language)]


@pydantic.dataclasses.dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class TermsValue:
    """Words or phrases per language, such as keywords and synonyms."""

    nl: tuple[Plain, ...] = ()
    en: tuple[Plain, ...] = ()

    def said(self, language: Language) -> tuple[str, ...]:
        """Give the words in `language`."""
        return self.nl if language == "nl" else self.en


def _words_by_language(value: Any, info: ValidationInfo) -> Any:
    """Read a plain list as words in the source language."""
    return {(info.context or {}).get("source", LANGUAGES[0]): value} if isinstance(value, list) else value


Terms = Annotated[TermsValue, BeforeValidator(_words_by_language)]


def matching(form: Form, kind: Kind, **facts: str) -> Callable[[Any], str]:
    """Make what takes a string of a form and names the fault of others."""
    compiled = re.compile(form.pattern)

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise fault(p.WRONG_SHAPE, variant="text")
        if not compiled.fullmatch(value):
            raise fault(kind, value=value, **facts)
        return value

    return check


def _parsed(parse: Callable[[str], object], kind: Kind, **facts: str) -> Callable[[Any], object]:
    def check(value: Any) -> object:
        if not isinstance(value, str):
            raise fault(p.WRONG_SHAPE, variant="text")
        result = parse(value)
        if result is None:
            raise fault(kind, value=value, **facts)
        return result

    return check


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(_DATE.pattern, text) else None
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(_WHOLE.pattern, text) else None


def _percent(text: str) -> int | None:
    number = _whole(text)
    return number if number is not None and number <= _ALL else None


def _quantity(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(_QUANTITY.pattern, text) else None


def _true_or_false(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _schema(text: str) -> str | None:
    return text if text == "1" else None


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an empty list, and a value that stands in it twice."""
    if not values:
        raise fault(p.EMPTY_LIST)
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise fault(p.REPEATED, value=twice)
    return values


def _time_zone(text: str) -> str | None:
    return text if re.fullmatch(_TIME_ZONE.pattern, text) else None


Id = Annotated[str, BeforeValidator(matching(_ID, p.BAD_ID, variant="lower")), _ID]
OpenWord = Annotated[str, BeforeValidator(matching(_WORD, p.BAD_ID, variant="lower")), _WORD]
"""A word that an organisation may choose; those in `locale/` are shown in the reader's language."""
Code = Annotated[str, BeforeValidator(matching(_CODE, p.BAD_ID, variant="code")), _CODE]
Mail = Annotated[str, BeforeValidator(matching(_MAIL, p.BAD_ADDRESS, variant="mail")), _MAIL]
Handle = Annotated[str, BeforeValidator(matching(_HANDLE, p.BAD_ADDRESS, variant="handle")), _HANDLE]
"""How GitHub or GitLab knows a function: `@voorbeeld/hr-beleid`, or the mail address of an account there."""
Phone = Annotated[str, BeforeValidator(matching(_PHONE, p.BAD_ADDRESS, variant="phone")), _PHONE]
Url = Annotated[str, BeforeValidator(matching(_URL, p.BAD_ADDRESS, variant="url")), _URL]
Date = Annotated[date, BeforeValidator(_parsed(_date, p.BAD_DATE)), _DATE]
Span = Annotated[Duration, BeforeValidator(_parsed(times.duration, p.BAD_DURATION)), _SPAN]
ServiceHours = Annotated[Hours, BeforeValidator(_parsed(times.hours, p.BAD_HOURS)), _HOURS]
Number = Annotated[int, BeforeValidator(_parsed(_whole, p.BAD_NUMBER)), _WHOLE]
Percent = Annotated[
    int,
    BeforeValidator(_parsed(_percent, p.BAD_NUMBER, variant="percent")),
    replace(_WHOLE, most=_ALL),
    Unit("percent"),
]
Quantity = Annotated[
    Decimal, BeforeValidator(_parsed(_quantity, p.BAD_NUMBER, variant="quantity")), _QUANTITY
]
"""A measured amount, exact as it was written: 61, 4.3 or -2."""
Colour = Annotated[str, BeforeValidator(matching(_COLOUR, p.BAD_COLOUR)), _COLOUR]
Typeface = Annotated[str, BeforeValidator(matching(_TYPEFACE, p.BAD_TYPEFACE)), _TYPEFACE]
Picture = Annotated[str, BeforeValidator(matching(_PICTURE, p.BAD_PICTURE)), _PICTURE]
CheckCode = Annotated[str, BeforeValidator(matching(_CHECK, p.BAD_ID, variant="check")), _CHECK]
Fingerprint = Annotated[str, BeforeValidator(matching(_PRINT, p.BAD_ID, variant="fingerprint")), _PRINT]
Flag = Annotated[bool, BeforeValidator(_parsed(_true_or_false, p.BAD_BOOLEAN)), Form("flag")]
Schema = Annotated[str, BeforeValidator(_parsed(_schema, p.UNSUPPORTED_SCHEMA)), _FIRST]
Languages = Annotated[tuple[Language, ...], AfterValidator(_distinct)]
TimeZone = Annotated[str, BeforeValidator(_parsed(_time_zone, p.BAD_TIME_ZONE)), _TIME_ZONE]
