"""What leaves the atlas: frames, sites of plain files, and the pack for an approval office."""
