"""OGC API – Features: what the atlas shows, for the programs of a GIS."""
