"""Settings: what an operator chooses, checked at the start."""
