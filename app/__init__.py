"""Who asks: pages, routes, the command line, configuration."""
