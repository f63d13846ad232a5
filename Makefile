# The commands anyone must know: run, test, check, fmt, shots.

PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test check fmt shots setup lock messages

## Try Parvis: everything that it needs, a demo town, http://127.0.0.1:8000 (PORT=…)
run:
	@$(PYTHON) bin/setup.py
	@exec $(BIN)/parvis run

## Lint, types, contracts, templates, migrations, and all the tests on both databases
test: setup
	@$(BIN)/python bin/test.py

## What is fast in it: no test is run
check: setup
	@$(BIN)/python bin/test.py --check

## Put the sources in the house's form
fmt: setup
	@$(BIN)/ruff check -q --fix-only .
	@$(BIN)/ruff format -q .

## The named screens, into shots/ (ignored by git)
shots: setup
	@$(BIN)/python bin/shots.py

setup:
	@$(PYTHON) bin/setup.py --developers

## Compile the locks again (UPGRADE=1: with the newest versions)
lock: setup
	@$(BIN)/python bin/lock.py

## Bring the catalogues of messages up to date with the sources
messages: setup
	@$(BIN)/python bin/messages.py extract
