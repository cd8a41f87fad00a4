"""Parts of files for offices: packages, words, endnotes, styles; real text, no field but ours."""
