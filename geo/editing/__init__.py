"""A data officer's work: a draft of the data, figures and tables into it, and what it changes."""
