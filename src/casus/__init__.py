"""Casus reads news about conflicts and keeps a cited ledger of who states what, on what words.

The whole program in one line: ``ledger.add(read(fetch(source)))``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from casus.errors import CasusError, ItemError
from casus.records import (
    Actor,
    Article,
    Commitment,
    Dispute,
    Event,
    Figure,
    Incident,
    Origin,
    Promise,
    Reading,
    Statement,
)

if TYPE_CHECKING:
    from casus.intake import fetch
    from casus.ledger import Ledger
    from casus.reader import read

__all__ = [
    "Actor", "Article", "CasusError", "Commitment", "Dispute", "Event", "Figure", "Incident",
    "ItemError", "Ledger", "Origin", "Promise", "Reading", "Statement", "fetch", "read",
]  # fmt: skip
__version__ = "0.1.0"
_LATE = {"fetch": "casus.intake", "read": "casus.reader", "Ledger": "casus.ledger"}


def __getattr__(name: str) -> Any:
    """Load the rooms only when they are asked for: ``import casus`` stays quick."""
    if name not in _LATE:
        raise AttributeError(f"module 'casus' has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)
