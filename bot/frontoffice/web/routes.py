"""All pages of the frontoffice in one table; a test walks it for login and right."""

from bot.frontoffice.web import start
from bot.frontoffice.web.visit import Page

PAGES: tuple[Page, ...] = (*start.PAGES,)
