"""What several tests need: a real browser, started once."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material prints a page about MkDocs 2 at every start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started
