# What only those need who change nordtema itself; the Makefile includes it.

TOOLS := $(dir $(READY))dev-ready
INSTALL = $(if $(shell command -v uv 2>/dev/null),uv pip install --quiet --python $(PYTHON),\
	$(PYTHON) -m pip install -qq)
IN_PARALLEL := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

LOCK := uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	--python-version 3.11 pyproject.toml

.PHONY: test lint types docs bench corpus-card lock

test: lint types ## lint and all tests; FAST=1: those that take no time, for work between
	@$(PYTHON) -m pytest $(IN_PARALLEL) $(if $(FAST),-m "not slow")

lint: $(TOOLS) ## ruff: errors, style, format
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet . || (echo "run: $(PYTHON) -m ruff format ."; exit 1)

types: $(TOOLS) ## mypy: what functions are given and give back
	@$(PYTHON) -m mypy

docs: $(TOOLS) ## docs/ and the API as one site, in build/docs
	@$(PYTHON) -m mkdocs build --strict --quiet

bench: $(TOOLS) ## speed, quality and validity, beside peers
	@$(INSTALL) "tomotopy>=0.13" "wordfreq>=3.1" "psutil>=6"
	@$(PYTHON) benchmarks/run.py

lock: ## uv: both locks again from pyproject.toml; versions stay where they can
	@$(LOCK) --extra build -o requirements.lock
	@$(LOCK) --extra dev --constraint requirements.lock -o requirements-dev.lock

$(TOOLS): requirements-dev.lock $(READY)
	@echo "installing the tools of developers, once"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

corpus-card: $(READY) ## the tables of the corpus's data card, counted anew
	@$(PYTHON) tests/default_corpus/corpus_card.py
