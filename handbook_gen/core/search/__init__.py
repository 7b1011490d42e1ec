"""Handbook → documents for a search engine: one per thing that somebody may look for; knows no engine."""

from handbook_gen.core.search.documents import Document, documents

__all__ = ["Document", "documents"]
