"""The parts of a printed plate: letters, ground, marks, names and key, all in points of paper."""
