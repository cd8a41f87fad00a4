"""Commands with options of their own, one file each; app/cli.py lists them."""
