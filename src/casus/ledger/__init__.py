"""The ledger: append-only rows, and what is joined from them."""

from casus.ledger.query import Query, parse
from casus.ledger.review import Judgement
from casus.ledger.store import Added, Ledger

__all__ = ["Added", "Judgement", "Ledger", "Query", "parse"]
