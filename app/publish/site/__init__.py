"""The atlas as plain files: the same pages, written ahead, for any server that only gives files."""
