"""What is true: places, indicators, values, sources and their joins."""

from __future__ import annotations

import os

# What writes workbooks would take lxml where a library of documents has brought it: five megabytes
# more in a worker, and other bytes. It asks for this when it is imported, wherever that is.
os.environ.setdefault("OPENPYXL_LXML", "False")
