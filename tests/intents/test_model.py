"""The trained part: fast to load, honest about damage, the same every time, and without the training library."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from intents.begrip import Nood, NoodSoort, Rol, Route
from intents.counted import Before, read_all
from intents.dataset import Example, Split, read_folder
from intents.encoder import Encoder
from intents.errors import ModelUnreadableError, TooFewExamplesError
from intents.features import features
from intents.fit import fit
from intents.lezer import Lezer
from intents.model import LANDMARKS, SETTINGS, VOCABULARY, WEIGHTS, Model, Scores
from intents.nood import NoodRules
from intents.normalize import words
from intents.spelling import Speller
from intents.tables import leefgebied_ids, table
from intents.vocabulary import Counts

SOME = "mijn huur is te hoog en ik sta rood"


@pytest.fixture(scope="module")
def few() -> list[Example]:
    """A part of the examples that holds every label often enough."""
    kept: list[Example] = []
    seen: dict[str, int] = {}
    for example in read_folder():
        labels = (*example.leefgebieden, example.nood, example.route, example.rol)
        if example.split is Split.TRAIN and any(seen.get(label, 0) < 25 for label in labels):
            kept.append(example)
            seen.update({label: seen.get(label, 0) + 1 for label in labels})
    return kept


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = Encoder.load()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rules() -> NoodRules:
    return NoodRules.load()


@pytest.fixture(scope="module")
def trained(few: list[Example], encoder: Encoder, rules: NoodRules) -> Model:
    return fit(Before(encoder, rules, None).read(few), encoder)


def scored(model: Model, tekst: str = SOME) -> Scores:
    return model.score(words(tekst))


@pytest.fixture
def folder(trained: Model, tmp_path: Path) -> Path:
    trained.save(tmp_path)
    return tmp_path


def test_a_saved_model_scores_as_before(trained: Model, folder: Path) -> None:
    before, after = scored(trained), scored(Model.load(folder, trained.encoder))
    assert after.leefgebieden == pytest.approx(before.leefgebieden, abs=0.01)
    assert after.zekerheid == pytest.approx(before.zekerheid, abs=0.01)


def test_training_twice_gives_the_same_files(
    few: list[Example],
    encoder: Encoder,
    rules: NoodRules,
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    again = tmp_path_factory.mktemp("again")
    fit(Before(encoder, rules, None).read(few), encoder).save(again)
    for name in (VOCABULARY, SETTINGS):
        assert (again / name).read_bytes() == (folder / name).read_bytes()
    with np.load(again / WEIGHTS) as one, np.load(folder / WEIGHTS) as other:
        assert all(np.array_equal(one[key], other[key]) for key in ("plain", "full", "full_bias", "idf"))


def test_likeness_that_is_made_in_parts_teaches_the_same(
    few: list[Example], trained: Model, encoder: Encoder, rules: NoodRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is for all examples; of these few it is made at once."""
    monkeypatch.setattr("intents.fit._ROWS", 30)
    again = fit(Before(encoder, rules, None).read(few), encoder)
    for one in few[:40]:
        wanted, found = scored(trained, one.tekst), scored(again, one.tekst)
        assert found.leefgebieden == pytest.approx(wanted.leefgebieden, abs=1e-3)


def test_several_processes_read_what_one_reads(
    few: list[Example], encoder: Encoder, rules: NoodRules
) -> None:
    use = Counts.of([words(example.tekst) for example in few], 1)
    one, two = Before(encoder, rules, Speller.from_counts(use)).read(few[:600]), read_all(few[:600], use, 2)
    assert (two.examples, two.counts, two.rules) == (one.examples, one.counts, one.rules)
    assert two.meanings == pytest.approx(one.meanings, abs=1e-4)


def test_the_order_of_counting_does_not_matter(trained: Model) -> None:
    counts = features(words(SOME + " en mijn buurvrouw heeft schulden"))
    one = trained.vocabulary.vector(counts)
    other = trained.vocabulary.vector(dict(reversed(counts.items())))
    assert one.values.tobytes() == other.values.tobytes()
    assert one.places.tobytes() == other.places.tobytes()


def test_probabilities_are_probabilities(trained: Model) -> None:
    scores = scored(trained)
    assert sum(scores.route.values()) == pytest.approx(1, abs=1e-4)
    assert sum(scores.rol.values()) == pytest.approx(1, abs=1e-4)
    assert all(0 <= value <= 1 for value in (*scores.leefgebieden.values(), scores.zekerheid))


def test_seen_nood_lifts_its_leefgebieden_and_no_other(trained: Model) -> None:
    before = scored(trained)
    after = trained.lifted(before, NoodSoort.KIND, 1.0)
    changed = {
        key for key in before.leefgebieden if abs(after.leefgebieden[key] - before.leefgebieden[key]) > 1e-4
    }
    assert changed == {"veiligheid", "gezin"}
    suspected = trained.lifted(before, NoodSoort.KIND, 0.3)
    assert (
        after.leefgebieden["veiligheid"]
        > suspected.leefgebieden["veiligheid"]
        > before.leefgebieden["veiligheid"]
    )


def test_every_kind_of_nood_has_its_leefgebieden() -> None:
    listed = table("nood_leefgebieden")
    assert set(listed) == set(NoodSoort)
    assert {key for keys in listed.values() for key in keys} <= set(leefgebied_ids())


def test_too_few_examples_are_refused(few: list[Example], rules: NoodRules) -> None:
    scarce = Before(None, rules, None).read([one for one in few if "taal" not in one.leefgebieden])
    with pytest.raises(TooFewExamplesError, match="taal"):
        fit(scarce, None)


def test_a_label_of_which_none_is_held_out_is_refused(few: list[Example], rules: NoodRules) -> None:
    """There would be nothing to set its chances on."""
    one_sided = [one for one in few if not (one.held_out and "taal" in one.leefgebieden)]
    with pytest.raises(TooFewExamplesError, match="taal"):
        fit(Before(None, rules, None).read(one_sided), None)


def test_without_the_encoder_the_words_alone_decide(encoder: Encoder) -> None:
    alone, whole = Model.load(), Model.load(encoder=encoder)
    assert alone.encoder is None
    assert alone.head is alone.plain
    assert whole.head is whole.full
    found = scored(alone).leefgebieden
    assert max(found, key=found.__getitem__) in ("wonen", "geld")
    assert found != scored(whole).leefgebieden


def test_a_model_without_a_full_head_is_not_written(
    few: list[Example], rules: NoodRules, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="encoder"):
        fit(Before(None, rules, None).read(few), None).save(tmp_path)


@pytest.mark.parametrize("name", [WEIGHTS, VOCABULARY, SETTINGS, LANDMARKS])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "other"])
def test_a_damaged_model_is_refused(encoder: Encoder, folder: Path, name: str, damage: str) -> None:
    path = folder / name
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "other": b"[]"}[damage])
    with pytest.raises(ModelUnreadableError):
        Model.load(folder, encoder)


def test_words_of_another_training_do_not_mix(folder: Path) -> None:
    keys = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
    (folder / VOCABULARY).write_text(json.dumps(list(reversed(keys))), encoding="utf-8")
    with pytest.raises(ModelUnreadableError, match="horen niet bij elkaar"):
        Model.load(folder)


@pytest.mark.parametrize("name", [WEIGHTS, LANDMARKS])
def test_numbers_of_another_training_do_not_mix(encoder: Encoder, folder: Path, name: str) -> None:
    with np.load(folder / name) as arrays:
        other = {key: arrays[key] * 2 for key in arrays}
    np.savez_compressed(folder / name, **other)
    with pytest.raises(ModelUnreadableError, match="horen niet bij elkaar"):
        Model.load(folder, encoder)


def test_without_a_model_reading_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        lezer = Lezer.load(tmp_path)
    assert [record.msg for record in caplog.records] == ["model_unreadable"]
    assert not lezer.has_model
    begrip = lezer.read("ik heb overal schulden en de deurwaarder komt, bel 0612345678")
    assert begrip.leefgebieden[0].id == "geld"
    assert begrip.leefgebieden[0].score == 0
    assert begrip.zekerheid == 0
    assert begrip.tekst.endswith("bel [telefoon]")
    assert lezer.read("asdf qwer").leefgebieden


@pytest.mark.parametrize("tekst", ["ik wil niet meer leven", "ik ga zelfmoord plegen"])
def test_without_a_model_danger_is_still_seen(tmp_path: Path, tekst: str) -> None:
    begrip = Lezer.load(tmp_path).read(tekst)
    assert isinstance(begrip.nood, Nood)
    assert begrip.nood.soort is NoodSoort.SUICIDE
    assert begrip.route is Route.NOOD


def test_without_a_model_products_complaints_and_thanks_find_their_way(tmp_path: Path) -> None:
    lezer = Lezer.load(tmp_path)
    assert lezer.read("ik wil bijstand aanvragen").route is Route.FRONTOFFICE
    assert lezer.read("ik wil een klacht indienen").route is Route.KLACHT
    assert lezer.read("dankjewel").route is Route.BUITEN
    assert lezer.read("ik ben eenzaam").route is Route.VOORZIENING
    assert lezer.read("ik maak mij zorgen om mijn tante").rol is Rol.ANDER


def test_reading_needs_no_training_library() -> None:
    code = (
        "import sys; from intents.lezer import Lezer; Lezer.load();"
        "print('sklearn' in sys.modules, 'scipy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
