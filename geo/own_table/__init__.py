"""A table that somebody brings: read, understood, matched with places, and reported row by row.

Nothing of it is stored. ``own_file`` makes sheets of bytes (in a process that may do nothing else),
``layout`` says what is where in a sheet, ``matching`` which places are meant, ``written_figures``
which numbers, and ``report`` what became of every row. Files of geometries are told apart by
``own_file`` and refused there; their reader would stand beside it.
"""
