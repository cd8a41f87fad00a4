"""The shell of every page: its HTML, its head, its words, and Dash's layout around it."""
