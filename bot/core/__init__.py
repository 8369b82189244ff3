"""The conversation and the signaal. Pure: no clock, no network, no database, no randomness."""
