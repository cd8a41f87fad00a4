"""What is true: places, indicators, values, sources and their joins."""
