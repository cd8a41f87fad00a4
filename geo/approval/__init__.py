"""Approval: whether maps may be published, and the document that says so."""
