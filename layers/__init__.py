"""How it looks: layer specs, scales, legends, sheets and the renderers that draw them."""
