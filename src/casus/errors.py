"""What can go wrong, as a tree; every error names the item it is about.

CasusError
├── ItemError            one input failed; the rest goes on
│   ├── NotFound           no such file, folder or page
│   ├── NotAllowed         no rights, or a private address that nobody asked for
│   ├── NotText            binary, empty or unreadable bytes
│   ├── TooLarge           over the limits of one article
│   ├── NotAnArticle       broken JSON line, no text, a page without a body
│   ├── NotEnglish         a language that is not read yet
│   └── NotRead            the reader itself failed on it: a fault of Casus
├── LedgerError          the ledger file is missing, foreign, damaged or busy
│   └── UnknownRecord      no record has this id
├── WordsMismatch        a record whose words do not stand in its article
├── QueryError           a search that cannot be understood
└── SettingsError        a setting that has no meaning
"""

from __future__ import annotations


class CasusError(Exception):
    """Base of all errors raised by Casus."""


class ItemError(CasusError):
    """One input failed. ``item`` is its path, URL or ``path#line``; ``reason`` one plain line."""

    def __init__(self, item: str, reason: str) -> None:
        self.item = item
        self.reason = reason
        super().__init__(f"{item}: {reason}")

    def __reduce__(self) -> tuple[type[ItemError], tuple[str, str]]:
        return type(self), (self.item, self.reason)


class NotFound(ItemError):
    """No such file, folder or page."""


class NotAllowed(ItemError):
    """No rights to read it, or a private network address that was not asked for."""


class NotText(ItemError):
    """Binary, empty or unreadable bytes."""


class TooLarge(ItemError):
    """Over the limits of one article."""


class NotAnArticle(ItemError):
    """Readable, but no article: a broken JSON line, a page without a body."""


class NotEnglish(ItemError):
    """Recognised as a language that is not read yet."""


class NotRead(ItemError):
    """The reader itself failed on the article: a fault of Casus, worth reporting."""


class LedgerError(CasusError):
    """The ledger file is missing, foreign, damaged or busy."""


class UnknownRecord(LedgerError):
    """No record of this ledger has the id."""


class WordsMismatch(CasusError):
    """A record claims words that do not stand at its place in the article."""


class QueryError(CasusError):
    """A search that cannot be understood."""


class SettingsError(CasusError):
    """A setting that has no meaning."""
