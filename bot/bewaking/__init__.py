"""What the administrator sees: how each part is doing and since when, and figures. Never of whom."""
