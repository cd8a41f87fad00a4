"""HTTP at the edge: routes translate requests and decide nothing."""
