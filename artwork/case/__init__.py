"""A phone case: described once in millimetres, drawn straight on, as a photograph, and by whoever has a painter."""
