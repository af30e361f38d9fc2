"""Which reader this is: a hash of its rules, so that a ledger knows when they have changed."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

PARTS = ("*.py", "lexicon/*.yaml", "*/*.py", "data/*.gz", "data/tagger/*")


@functools.cache
def fingerprint(model: str = "") -> str:
    """16 hex digits over the reader's code, lexicon and gazetteer, and a model's name; the same
    on every machine for the same release."""
    here = Path(__file__).parent
    digest = hashlib.sha256(model.encode())
    for path in sorted(p for part in PARTS for p in here.glob(part)):
        digest.update(path.relative_to(here).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]
