"""What `make audit` found; written by it, never by hand."""

from handbook_gen.core.pages.tested import Tested

TESTED: Tested | None = None
