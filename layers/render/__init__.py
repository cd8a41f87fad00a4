"""Renderers: they draw what is painted and decide nothing."""
