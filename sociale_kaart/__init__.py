"""The sociale kaart: places and numbers, each with its source and check date, and a search over them."""
