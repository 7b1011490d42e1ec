"""A word or phrase in the form in which it is compared; reads none."""

from dataclasses import dataclass
from typing import Final

from handbook_gen.core.meaning.amounts import Amount

CONDITIONS: Final = frozenset(("condition", "proviso", "provided", "before", "after", "even"))
CLAUSES: Final = CONDITIONS | {"evennot", "onlyif", "soon", "until", "without", "reason", "result", "example"}
"""What a clause begins with."""
CONTACTS: Final = frozenset({"url", "mail", "phone"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase in the form in which it is compared."""

    cls: str
    key: str
    written: str
    plural: bool = False
    comma: bool = False
    """Whether a comma stands before it."""
    amount: Amount | None = None
    bound: str = ""
    lead: bool = False
    """Whether an amount says how long before something."""
    edge: bool = False
    """Whether an article or the like stands before it: it begins what is meant, and qualifies nothing."""
    quoted: bool = False
    """Whether it stands in a quotation."""

    @property
    def same(self) -> str:
        """Name it for comparing: all tokens that mean the same have the same name."""
        return f"{self.cls}:{self.bound}{'-' * self.lead}{self.key}"
