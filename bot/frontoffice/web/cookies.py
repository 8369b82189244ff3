"""What our cookies are called in the browser, and reading them. Knows nothing of what is in them."""

from starlette.requests import Request

from bot.serving import called

SESSION, BEFORE = "deur", "deur_voor"


def given(request: Request, name: str, *, https: bool) -> str | None:
    """What the browser sent under this name."""
    return request.cookies.get(called(name, https=https))
