"""The side of the colleagues: what they are told, what they can do, and the clock they work by."""
