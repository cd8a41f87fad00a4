"""What follows from the figures: comparisons, ranks, gaps, scenarios, distances."""
