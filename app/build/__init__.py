"""The build of the cache: processes that share it, and word of how far it is."""
