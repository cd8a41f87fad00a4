"""Geometries that somebody brings: points, lines and outlines, read, judged and placed.

Nothing is stored, and nothing is moved on the map unless a person says so.
"""
