"""The brief: two pages that compare places, decided once and drawn as PDF and as HTML."""
