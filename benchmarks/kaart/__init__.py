"""What a search of the sociale kaart costs as it grows, beside other tools: python -m benchmarks.kaart."""
