"""Files as they come: text, CSV, JSON and boundaries, read once and by one reader."""
