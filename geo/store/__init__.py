"""The catalogue of a data folder, and what is computed from it once."""
