# Two commands need nothing but Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test test-postgres lint check drill format lock wheel changelog cover bench peers mutants reference handbooks clean

help:
	@echo "make demo   set everything up and try the bot in a browser (no token, no network)"
	@echo "make test   set everything up and run the tests"
	@echo "make check  all checks: format, lint, types, house rules, dependencies, coverage, short drills"
	@echo "make drill  the drills at full size, with their figures (an hour and more)"

$(VENV)/run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

demo: $(VENV)/run
	$(BIN)/python -m demo

# COVER=rubric measures how much of that room the tests reach.
PYTEST = $(BIN)/python -m pytest -q -n auto --dist loadfile \
    $(if $(COVER),$(COVER:%=--cov=%) --cov-branch --cov-report=)

test: $(VENV)/dev
	$(PYTEST) -m "not drill"

# Conversations and services once more, on the server that QINGLIAN_TEST_POSTGRES names; ON=files for some of them.
ON = tests/handlers/chat tests/handlers/services
test-postgres: $(VENV)/dev
	QINGLIAN_TEST_STORE=postgresql $(PYTEST) -m "not drill" $(ON)

SAMPLE = $(addprefix tests/handlers/,chat/test_journeys.py services/test_review.py services/test_findings.py)

# Faults and attacks, a month of a town, the page in a browser: each at its full size. Prints figures.
drill: $(VENV)/dev
	QINGLIAN_DRILL=full $(PYTEST) -m drill

lint: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

check: lint
	$(MAKE) test COVER=rubric
	$(BIN)/coverage report --fail-under=100
	$(PYTEST) -n 3 -m drill   # they wait much of their time
	$(if $(QINGLIAN_TEST_POSTGRES),$(MAKE) test-postgres ON="$(SAMPLE)")

# The other rooms too; measuring takes half as long again, so it is not part of the checks.
cover: $(VENV)/dev
	$(MAKE) test COVER="bot handlers rubric storage"
	$(BIN)/coverage report --skip-covered --fail-under=90

format: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Versions and hashes for every Python from 3.11 on; no index or host is named in them.
lock: $(VENV)/dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate pyproject.toml --group dev \
	    -c requirements.lock -o requirements-dev.lock

# What is installed on a server, with requirements.lock beside it: deploy/README.md.
wheel: $(VENV)/dev
	$(BIN)/hatchling build -t wheel

# make changelog VERSION=0.2.0: gathers changes/ into CHANGELOG.md, and removes the fragments.
changelog: $(VENV)/dev
	$(BIN)/towncrier build --yes --version $(VERSION)

# Other programmes that benchmarks run beside this one; nothing here depends on them.
peers: benchmarks/peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt

bench: $(VENV)/dev peers
	for file in benchmarks/*.py; do $(BIN)/python -m benchmarks.$$(basename $$file .py); done

# The lists of commands, messages and duties in docs/, read from the programme.
reference: $(VENV)/dev
	$(BIN)/python -m tests.docs.reference

# The Chinese handbooks: pages from their sources, and pictures taken from the bot (Chromium, some minutes).
handbooks: $(VENV)/dev
	$(BIN)/python -m tests.handbooks.pages
	$(BIN)/python -m tests.handbooks.pictures

# Mutation testing of scoring, grading and the calendar: about half an hour; docs/mutants.md.
mutants: $(VENV)/dev
	$(BIN)/mutmut run
	$(BIN)/mutmut results

clean:
	rm -rf $(VENV) .venv-peers dist mutants .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
