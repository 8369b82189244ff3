"""What our cookies are called in the browser, and reading them. Knows nothing of what is in them."""

from starlette.requests import Request

SESSION, BEFORE = "deur", "deur_voor"


def called(name: str, *, https: bool) -> str:
    """Over https with a prefix by which browsers take it from this very address only, and encrypted."""
    return f"__Host-{name}" if https else name


def given(request: Request, name: str, *, https: bool) -> str | None:
    """What the browser sent under this name."""
    return request.cookies.get(called(name, https=https))
