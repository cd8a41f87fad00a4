"""The slide: one map or one comparison with its words, decided once, before any renderer runs."""
