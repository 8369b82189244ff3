# Elke Deur. `make demo` starts a conversation; `make test` checks everything.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo test test-postgres check browser postgres wheel sbom beproef audit lock docs gesprekken handleiding chatpagina model clean

install: .venv/.installed

# Everything is locked with hashes; the stamp makes a second run instant.
.venv/.installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: install
	@$(BIN)/elkedeur demo

# Two at a time, each file as a whole: much of it is waiting for another process. In the order of tests/e2e/conftest.py.
test: install check browser postgres
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# The same tests with PostgreSQL under every bot instead of SQLite; what keeps no rows is left out. A quarter of an hour.
test-postgres: install browser postgres
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --database=postgres \
		--ignore=tests/intents --ignore=tests/sociale_kaart --ignore=tests/teksten --ignore=tests/core

# The long form of the trials of docs/betrouwbaarheid.md: breaking it a thousand times, on PostgreSQL too, and ten
# minutes of load.
beproef: install postgres
	$(BIN)/python -m benchmarks.beproef --keer 1000 --minuten 60 --uitkomst docs/beproef-uitkomst.md
	$(BIN)/python -m benchmarks.beproef --database postgres --keer 400 --minuten 40 --uitkomst docs/beproef-postgres.md
	$(BIN)/python -m benchmarks.belasting --minuten 10

# Known faults in what we lean on, by the locked hashes; asks a public list on the internet.
audit: install
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	.venv/audit/bin/pip-audit --require-hashes --disable-pip -r requirements.txt

# Elke Deur in one file, to be installed elsewhere: dist/elkedeur-….whl.
wheel: install
	@.ci/wheel dist

# The list of everything that goes along, from the locks (docs/licenties.md says how). Again after each new lock.
sbom: install
	$(BIN)/python -m tests.uitgave.sbom

# The Chromium that the browser tests drive.
browser:
	@.ci/browser

# The PostgreSQL that the tests start a scratch server of.
postgres:
	@.ci/postgres

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

# Takes the pictures of the manual for colleagues anew, from the demo's invented week.
handleiding: install browser
	PYTHONPATH=. $(BIN)/python docs/handleiding/opnemen

# The same for the residents' chat page.
chatpagina: install browser
	PYTHONPATH=. $(BIN)/python docs/chatpagina/opnemen

# Writes the locked versions anew; needs `uv` on the path.
lock:
	uv pip compile --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-emit-find-links --extra dev -o requirements.txt pyproject.toml

model: install
	$(BIN)/elkedeur model train

clean:
	rm -rf .venv build dist *.egg-info
