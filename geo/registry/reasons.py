"""Why rows of a registry are refused, and what is noted of those that are taken."""

from __future__ import annotations

# What a row is refused for, and what is noted of one that is taken.
REFUSALS = ("broken", "no-id", "twice", "no-place", "unknown-code", "swapped", "outside")
NOTES = ("point-outside", "other-place", "unknown-field", "unknown-status", "unknown-year")
REASONS = (*REFUSALS, *NOTES)
