"""A document as HTML → PDF/UA with WeasyPrint, which fetches nothing; knows no policy and no page."""

from handbook_gen.paper.printing import NoLibraryError, Sheet, pdf

__all__ = ["NoLibraryError", "Sheet", "pdf"]
