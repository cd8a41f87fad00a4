"""Files that never change, and what makes them."""
