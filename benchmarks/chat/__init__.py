"""Measures the chat page: how light it is and how soon it answers, alone and with five hundred at once."""
