# Two commands need nothing but Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test check drill format lock bench clean

help:
	@echo "make demo   set everything up and try the bot in a browser (no token, no network)"
	@echo "make test   set everything up and run the tests"
	@echo "make check  all checks: format, lint, types, house rules, dependencies, coverage"

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

test: $(VENV)/dev
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not drill"

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/coverage run -m pytest -q -m "not acceptance"
	$(BIN)/coverage report --skip-covered --fail-under=90 | tail -n 1
	$(BIN)/coverage report --include="rubric/*" --fail-under=100
	$(BIN)/python -m pytest -q -m acceptance

# The long ones alone: kills at every point, a month of a town, the page in a browser.
drill: $(VENV)/dev
	$(BIN)/python -m pytest -q -m drill

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

bench: $(VENV)/dev
	for file in benchmarks/*.py; do $(BIN)/python -m benchmarks.$$(basename $$file .py); done

clean:
	rm -rf $(VENV) .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
