"""What a release says of itself: its parts, their licences, and the list of them. Not shipped; only made here."""
