"""Handbook → documents, and documents → the index that the engine in a browser searches."""

from handbook_gen.core.search.document import Document
from handbook_gen.core.search.documents import documents
from handbook_gen.core.search.indexing import Index, Resources, index, part
from handbook_gen.core.search.saying import saying

__all__ = ["Document", "Index", "Resources", "documents", "index", "part", "saying"]
