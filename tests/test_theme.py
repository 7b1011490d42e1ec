"""What we took over of Material and what we mend in it, compared with the Material that it was made for."""

from hashlib import sha256
from pathlib import Path

import material

from handbook_gen.publish import mending
from handbook_gen.sources import words
from tests.conftest import ROOT

OURS = ROOT / "handbook_gen" / "theme"
THEIRS = Path(material.__file__).parent / "templates"
COMPARED = {
    "404.html": "80c93494b5432b1b",
    "partials/alternate.html": "572b1d4dae611aa5",
    "partials/javascripts/outdated.html": "13165dec361fce13",
    "partials/logo.html": "e0925ef6c190174a",
    "partials/nav-item.html": "89895208f22d68ce",
    "partials/nav.html": "af33f6e032f632eb",
    "partials/palette.html": "fb935107ae7d3d74",
    "partials/search.html": "bfd556535abcddb9",
    "partials/toc-item.html": "418f31ce2e6d5599",
    "partials/toc.html": "fde48f583563364b",
}
"""The originals that ours were last compared with, by the beginning of their hash."""


def test_what_we_took_over_is_what_it_was() -> None:
    both = {
        path.relative_to(OURS).as_posix() for path in OURS.rglob("*.html") if path.name != "handbook.html"
    }
    shared = {path for path in both if (THEIRS / path).is_file()}
    found = {path: sha256((THEIRS / path).read_bytes()).hexdigest()[:16] for path in sorted(shared)}

    assert found == COMPARED, "Material changed these: compare ours with them, then renew the hashes"


def test_everything_that_is_mended_is_still_there(site: Path) -> None:
    said = words("nl")
    page = (site / "nl/draft/index.html").read_text("utf-8")
    base = (THEIRS / "base.html").read_text("utf-8")
    for pattern in mending.PATTERNS:
        assert pattern in base or "<svg" in pattern
        assert pattern not in page
    assert f'aria-label="{said("frame.menu")}"' in page


def test_what_is_put_before_the_labels_of_the_header_is_there(site: Path) -> None:
    page = (site / "en/draft/index.html").read_text("utf-8")
    for part in (
        'class="md-skip hb-skip"',
        "hb-control--menu",
        "hb-control--search",
        "hb-lookup",
        "data-palette",
    ):
        assert page.count(part) >= 1, part
    assert 'role="dialog"' not in page
