"""Layers are built: a published layer and the catalogue become layer data, one builder a kind."""
