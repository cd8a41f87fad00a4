"""Pieces of a page, shared by pages."""
