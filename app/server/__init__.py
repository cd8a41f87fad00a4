"""What a server needs to run for years: processes, logs, counts, and words for its monitors."""
