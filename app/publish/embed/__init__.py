"""Pages that other people's pages show in a frame: light, without Dash, the same content."""
