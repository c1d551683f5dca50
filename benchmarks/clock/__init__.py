"""How long an advance of the lab's clock takes."""
