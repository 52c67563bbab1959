"""Tables as tables: from a grid of cells to observations, whatever the format."""
