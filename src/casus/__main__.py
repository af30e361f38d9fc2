"""``python -m casus``."""

from casus.cli import main

main()
