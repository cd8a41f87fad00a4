"""What developers run: an atlas in its own process, a browser, the picture of the README."""
