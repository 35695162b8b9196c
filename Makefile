# The two commands: `make run` shows the course, `make test` proves it. Needs git, make and Python 3.11+.

PYTHON ?= python3
HOST ?= localhost
PORT ?= 8501
# As many pytest workers as this; 0 runs everything in one process (easier to debug).
JOBS ?= 2
# More words for pytest: make test ARGS="-k sliding -x"
ARGS ?=

BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check

.PHONY: help run test proofs engines bench load load-class shots site site-serve site-test site-bench lint lint-scripts clean

help:
	@echo "make run     show the course at http://localhost:8501 (HOST=0.0.0.0 for a classroom, PORT=8501)"
	@echo "make test    all tests, in Chromium too (JOBS=2, ARGS='-k sliding')"
	@echo "make proofs  the whole of what the tests try a part of: all sliders, links, draws, languages, themes"
	@echo "make engines every part of every lesson in Firefox and WebKit, held against Chromium"
	@echo "make bench   speed, as ratios with their limits"
	@echo "make load    a whole class of scripted students (STUDENTS=200)"
	@echo "make load-class  a teacher and a class of scripted students who vote (STUDENTS=200)"
	@echo "make shots   screenshots of every page into screenshots/"
	@echo "make site    the whole course as plain files without a server, into dist/site (needs Node 20 with npm)"
	@echo "             then: make site-serve to look at it, site-test, site-bench"
	@echo "make lint    ruff, and who may import whom; for the scripts ESLint and prettier, where Node is"
	@echo "make clean   forget the environment and every cache"

run: $(READY)-run
	@# One thread of arithmetic a visitor: with more, visitors who compute at once wait for each other's threads.
	OPENBLAS_NUM_THREADS=1 $(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

test: $(READY)-test
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

proofs: $(READY)-test
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m proof $(ARGS)

engines: $(READY)-test
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m engines tests/browser $(ARGS)

bench: $(READY)-test
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m tests.bench $(ARGS)

load: STUDENTS ?= 200
load: $(READY)-test
	@$(BIN)/python -m tests.load --students $(STUDENTS) $(ARGS)

load-class: STUDENTS ?= 200
load-class: $(READY)-test
	@$(BIN)/python -m tests.load.class_work --students $(STUDENTS) $(ARGS)

shots: $(READY)-test
	@$(BIN)/python -m tests.browser.shots $(ARGS)

SITE := PYTHONPATH=.:site $(BIN)/python

site: $(READY)-run
	@$(SITE) -m builder

site-serve: PORT = 8502
site-serve: $(READY)-run
	@$(SITE) -m builder.serve $(PORT) $(BELOW)

site-test: $(READY)-test
	@$(BIN)/python -m tests.prepare
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m site $(ARGS)

site-bench: $(READY)-test
	@$(SITE) -m tests.bench bench_site

lint: $(READY)-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache --no-logo
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-scripts; \
	  else echo "!!! There is no Node here: the stage's scripts are NOT LINTED."; fi

lint-scripts: node_modules/.ready
	npm run --silent lint

clean:
	rm -rf .venv node_modules build dist .pytest_cache .ruff_cache .hypothesis screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environment: made when absent, brought up to date when a list of packages changes

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { \
	  rm -rf .venv; echo "No virtual environment could be made. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

$(READY)-run: requirements.txt | $(BIN)/python
	@echo "Installing what the app needs ..."
	@$(PIP) -r requirements.txt
	@touch $@

node_modules/.ready: package.json
	@echo "Installing what lints the scripts ..."
	@npm install --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(READY)-test: requirements.txt requirements-dev.txt requirements-oracle.txt | $(BIN)/python
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(READY)-run
