"""Measures Telegram under load: thirty messages a second, bursts, one flooding chat, a full database."""
