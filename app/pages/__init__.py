"""Pages, one folder each: request, maps, tables, card and lists under the same names in each."""
