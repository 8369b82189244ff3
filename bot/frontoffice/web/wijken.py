"""The wijken that a colleague can choose as his own. A name that is not known would shield nothing."""

from typing import TYPE_CHECKING

from bot.wijken import names

if TYPE_CHECKING:
    from bot.app import App


def known_wijken(app: "App", own: str = "") -> list[str]:
    """By name, with the one that was chosen before; not the town itself, which would shield nearly everything."""
    return sorted({*names(app.kaart.nu, app.settings.wijken), own} - {""}, key=str.casefold)
