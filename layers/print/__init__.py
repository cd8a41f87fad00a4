"""The parts of a printed plate: letters, ground, marks, names and key, all in points of paper.

Whatever of it is imported, the drawing library is there already, loaded as we need it.
"""

from layers.print import library as library
