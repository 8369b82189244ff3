"""How the page looks, inside the page itself: on a slow line asking for a sheet apart costs a round trip."""

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup

SHEET = files("bot.chatpagina").joinpath("static/chat.css").read_text(encoding="utf-8").strip()
# The policy lets in this very text and no other style.
SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(SHEET.encode()).digest()).decode()}'"
ELEMENT = Markup("<style>{}</style>").format(Markup(SHEET))  # noqa: S704 -- our own file, not escaped in a style
