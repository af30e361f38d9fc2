"""Run as a process: adds synthetic readings to a ledger, and says each id once it is safe.

python add_aloud.py LEDGER ARTICLES STATEMENTS_EACH
"""

from __future__ import annotations

import sys

from conftest import reading

from casus.ledger import Ledger


def main() -> None:
    path, articles, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print("ready", flush=True)
    with Ledger(path) as ledger:
        readings = (reading(n, size) for n in range(articles))
        ledger.add(readings, progress=lambda id, outcome: print(id, outcome, flush=True))


if __name__ == "__main__":
    main()
