"""Documents: briefs and pictures of comparisons, decided before any renderer runs."""
