"""HTML → PDF/UA-1: tagged, with bookmarks, the same bytes for the same input; fetches nothing."""

import hashlib
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from handbook_gen.paper.drawing import drawn, symbols

_VARIANT: Final = "pdf/ua-1"
_EPOCH: Final = "SOURCE_DATE_EPOCH"
_OUR_OWN: Final = ("data",)
"""The only addresses that are followed: those that hold what they lead to."""


class NoLibraryError(Exception):
    """A library of the system is missing, without which no page can be set; the message names it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a document is set with: style sheets, the symbols of our marks by name, and the day it is of."""

    style: str
    symbols: Mapping[str, str]
    day: date


def pdf(html: str, sheet: Sheet) -> bytes:
    """Set a document that says its own language and title.

    Raises NoLibraryError where Pango is not on this machine.
    """
    weasyprint = _weasyprint()
    styles = (sheet.style, symbols(sheet.symbols, sheet.style))
    whole = drawn(html, sheet.style)
    digest = hashlib.sha256("\x00".join((whole, *styles)).encode()).digest()[:16]
    with _at(sheet.day), _quiet():
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=_OUR_OWN, allow_redirects=False)
        document = weasyprint.HTML(string=whole, base_url="about:blank", url_fetcher=fetcher)
        sheets = [weasyprint.CSS(string=style, url_fetcher=fetcher) for style in styles]
        made: bytes = document.write_pdf(stylesheets=sheets, pdf_variant=_VARIANT, pdf_identifier=digest)
    return made


def _weasyprint() -> Any:
    """Import WeasyPrint, which loads Pango; a second, and only for who prints."""
    try:
        import weasyprint  # noqa: PLC0415  # see above
    except OSError as error:  # cffi's way of saying that a library is not there
        raise NoLibraryError(str(error).splitlines()[0]) from error
    return weasyprint


@contextmanager
def _at(day: date) -> Iterator[None]:
    """Let fonts be embedded as of a day: fontTools writes the hour into each that it cuts down."""
    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to itself what WeasyPrint says of properties that are for screens."""
    loggers = [logging.getLogger(name) for name in ("weasyprint", "weasyprint.progress", "fontTools")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
