"""The database behind one small interface: `Store.open(path, key_file)`. All SQL of the project is here."""

from bot.store.database import ROWS, Store

__all__ = ["ROWS", "Store"]
