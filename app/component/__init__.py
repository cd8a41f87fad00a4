"""The map as a Dash component, for our pages and for apps of others."""
