"""Working together with other systems of the municipality: what goes to them, and what they tell us."""
