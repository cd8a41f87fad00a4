"""Addresses: every one the atlas prints, and what it reads from one."""
