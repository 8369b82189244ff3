"""Holds the nood rules against their own examples: `python -m intents.nood_check`, for whoever edits them.

With a text behind it, it tells what that text raises and on which words. Nothing is kept.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from intents.begrip import Zekerheid
from intents.nood import NoodRuleError, NoodRules
from intents.nood_rules import Rule


def problems(rules: NoodRules) -> Iterator[str]:
    """Every example that does not do what its field says, in Dutch."""
    for rule in rules.rules:
        yield from _examples(rules, rule)
        yield from _counter_examples(rules, rule)


def _examples(rules: NoodRules, rule: Rule) -> Iterator[str]:
    for field, wanted in (("voorbeelden", rule.zekerheid), ("twijfelvoorbeelden", Zekerheid.VRAAG_NA)):
        for text in rule.examples[field]:
            levels = [nood.zekerheid for nood in rules.find_all(text) if nood.regel == rule.id]
            if levels != [wanted]:
                yield f"{rule.id}, {field}: {text!r} geeft {levels[0] if levels else 'niets'}"


def _counter_examples(rules: NoodRules, rule: Rule) -> Iterator[str]:
    for text in rule.examples["tegenvoorbeelden"]:
        if fired := [nood.regel for nood in rules.find_all(text)]:
            yield f"{rule.id}, tegenvoorbeelden: {text!r} geeft {', '.join(fired)}"
    for text in rule.examples["voor_een_andere_regel"]:
        if rule.id in [nood.regel for nood in rules.find_all(text)]:
            yield f"{rule.id}, voor_een_andere_regel: {text!r} geeft deze regel"


def explanation(rules: NoodRules, text: str) -> Iterator[str]:
    """What a text raises, one line a rule."""
    for nood, words in rules.explain(text):
        who = "een ander" if nood.over_ander else "de schrijver"
        yield f"{nood.soort}, {nood.zekerheid}, over {who}: regel {nood.regel} op {' '.join(words)!r}"


def main(arguments: list[str], folder: Path | None = None) -> int:
    """0 if all is well (or a text was explained), 1 if an example or a file is wrong."""
    try:
        rules = NoodRules.load(folder)
    except NoodRuleError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    if arguments:
        sys.stdout.write("\n".join(explanation(rules, " ".join(arguments))) or "geen nood")
        sys.stdout.write("\n")
        return 0
    found = list(problems(rules))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(rules.rules)} regels, {len(found)} voorbeelden gaan fout\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
