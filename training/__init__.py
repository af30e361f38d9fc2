"""What the reader is trained on, and how: ``make train``. Nothing here ships in the package."""
