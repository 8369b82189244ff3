"""All pages of the frontoffice in one table; a test walks it for login and right."""

from bot.frontoffice.web import (
    actions,
    beheer,
    beheer_inzage,
    gegevens,
    inbox,
    inzicht,
    kaart,
    login,
    login_gemeente,
    mij,
    signaal,
    start,
)
from bot.frontoffice.web.visit import Page

PAGES: tuple[Page, ...] = (
    *actions.PAGES,
    *beheer.PAGES,
    *beheer_inzage.PAGES,
    *gegevens.PAGES,
    *inbox.PAGES,
    *kaart.PAGES,
    *inzicht.PAGES,
    *login.PAGES,
    *login_gemeente.PAGES,
    *mij.PAGES,
    *signaal.PAGES,
    *start.PAGES,
)
