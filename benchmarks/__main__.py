"""``python -m benchmarks``: accuracy against its floors, then speed beside the peers."""

import sys

from benchmarks import accuracy, speed

sys.argv[1:1] = ["--check"]
fallen = accuracy.main()
print()
speed.main([])
sys.exit(fallen)
