"""The pages of the sociale kaart for who keeps it, in one table. Each part has a module of its own."""

from bot.frontoffice.web import kaart_bewerk, kaart_import, kaart_lijst, kaart_plek

# Fixed words come before the place of an id.
PAGES = (*kaart_lijst.PAGES, *kaart_import.PAGES, *kaart_bewerk.PAGES, *kaart_plek.PAGES)
