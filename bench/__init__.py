"""Benchmarks: every page beside a bare Dash page, in a real Chromium, in the same run."""
