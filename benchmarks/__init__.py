"""Speed and accuracy of Casus, runnable by anyone, with the peers beside it."""
