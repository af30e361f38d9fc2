"""``python -m benchmarks``: accuracy against its floors, who says what on articles kept apart, who
voices are, confidence, then speed beside the peers."""

import sys

from benchmarks import accuracy, confidence, speech, speed

sys.argv[1:1] = ["--check"]
fallen = accuracy.main()
print("\nwho says what, on articles kept apart")
fallen |= speech.main(["--check"])
print("\nthe same by the rules alone")
speech.main(["--model", "rules"])
print()
confidence.main([])
print()
speed.main([])
sys.exit(fallen)
