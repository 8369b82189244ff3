"""The tools that are compared, each as a function from a text to what it would hide.

Knows nothing of the other modules and imports a tool only when it is made, so that a tool may run under a Python
with packages of its own. Nothing is downloaded.
"""

from collections.abc import Callable

Found = list[tuple[int, int, str]]  # start, end, kind as we call it
Read = Callable[[str], Found]

_DEDUCE = {
    "persoon": "naam",
    "patient": "naam",
    "locatie": "adres",
    "datum": "geboortedatum",
    "telefoonnummer": "telefoon",
    "emailadres": "e-mail",
    "url": "e-mail",
    "bsn": "bsn",
}
_PRESIDIO = {"PHONE_NUMBER": "telefoon", "EMAIL_ADDRESS": "e-mail", "IBAN_CODE": "iban"}


def _own() -> Read:
    from intents.persoonsgegevens import find

    return lambda tekst: list(find(tekst))


def _deduce() -> Read:
    from deduce import Deduce

    model = Deduce()

    def read(tekst: str) -> Found:
        notes = model.deidentify(tekst).annotations
        return [(int(note.start_char), int(note.end_char), _DEDUCE.get(note.tag, note.tag)) for note in notes]

    return read


def _presidio() -> Read:
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import EmailRecognizer, IbanRecognizer, PhoneRecognizer

    class Blank(SpacyNlpEngine):
        """The engine without a trained model: there is none for Dutch that comes in a package."""

        def load(self) -> None:
            self.nlp = {"nl": spacy.blank("nl")}

        def is_loaded(self) -> bool:
            return bool(self.nlp)

    tldextract.extract = tldextract.TLDExtract(
        suffix_list_urls=()
    )  # its own list, not the one on the internet
    engine = Blank(models=[{"lang_code": "nl", "model_name": "blank"}])
    engine.load()
    registry = RecognizerRegistry(supported_languages=["nl"])
    registry.add_recognizer(PhoneRecognizer(supported_language="nl", supported_regions=["NL"]))
    registry.add_recognizer(EmailRecognizer(supported_language="nl"))
    registry.add_recognizer(IbanRecognizer(supported_language="nl"))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["nl"])

    def read(tekst: str) -> Found:
        results = analyzer.analyze(tekst, language="nl")
        return [(one.start, one.end, _PRESIDIO.get(one.entity_type, one.entity_type)) for one in results]

    return read


TOOLS = {
    "eigen": ("Elke Deur", _own),
    "deduce": ("deduce", _deduce),
    "presidio": ("presidio", _presidio),
}
