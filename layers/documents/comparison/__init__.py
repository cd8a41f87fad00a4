"""The picture of a comparison: what is on its maps, decided once and drawn as SVG and as PNG."""
