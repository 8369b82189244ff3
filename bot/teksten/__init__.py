"""Every sentence that a person reads (nl.toml), and the loader beside it."""

from bot.teksten.teksten import KnopTekst, Teksten, TekstenError

__all__ = ["KnopTekst", "Teksten", "TekstenError"]
