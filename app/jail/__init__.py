"""The jail: foreign files are opened in a child that can compute and answer, and nothing else."""
