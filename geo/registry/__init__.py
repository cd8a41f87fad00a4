"""The registry: millions of enterprises, read in a stream, placed and counted."""
