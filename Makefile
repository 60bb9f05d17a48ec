# `make run` and `make test` set up everything they need; Python >= 3.11 and make are enough.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test test-all check bench score ask-score clean

run: .venv/.run
	@$(BIN)/pactgraph load --samples
	@$(BIN)/pactgraph serve

test: .venv/.test
	@$(BIN)/python -m pytest

test-all: .venv/.test
	@PACTGRAPH_TEST_KILLS=50 PACTGRAPH_TEST_DOCUMENTS=10000 $(BIN)/python -m pytest --all

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/.test
	$(BIN)/python -m tests.bench

score: .venv/.test
	@$(BIN)/python -m tests.gold

ask-score: .venv/.test
	@$(BIN)/python -m tests.questions

clean:
	rm -rf .venv .pactgraph .pytest_cache .mypy_cache .ruff_cache dist

.venv/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pactgraph needs Python 3.11 or newer: make PYTHON=python3.11 run")'
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "installing pactgraph into .venv (once, a minute or two)" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.test: .venv/.run
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

.venv/.dev: .venv/.test
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
