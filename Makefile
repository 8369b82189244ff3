# Elke Deur. `make demo` starts a conversation; `make test` checks everything.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo test check lock docs gesprekken model clean

install: .venv/.installed

# Everything is locked with hashes; the stamp makes a second run instant.
.venv/.installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: install
	@$(BIN)/elkedeur demo

test: install check
	$(BIN)/pytest

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/cog --check README.md docs/*.md

# The parts of README and docs that are made from the code's own tables.
docs: install
	$(BIN)/cog -r README.md docs/*.md

# Plays the example conversations in the demo and writes them down.
gesprekken: install
	docs/gesprekken/opnemen

# Writes the locked versions anew; needs `uv` on the path.
lock:
	uv pip compile --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --extra dev -o requirements.txt pyproject.toml

model: install
	$(BIN)/elkedeur model train

clean:
	rm -rf .venv build *.egg-info
