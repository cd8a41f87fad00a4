"""The steps: each file one, which never changes once it was released."""
