"""The municipality's own chat page: the same conversation as in Telegram, for everybody with a browser."""
