# What only those need who change nordtema itself; the Makefile includes it.

PEERS := "tomotopy>=0.13" "wordfreq>=3.1" "psutil>=6"
IN_PARALLEL := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: test lint bench

test: lint ## lint and all tests; FAST=1: those that take no time, for work between
	@$(PYTHON) -m pytest $(IN_PARALLEL) $(if $(FAST),-m "not slow")

lint: $(READY) ## ruff: errors, style, format
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet . || (echo "run: $(PYTHON) -m ruff format ."; exit 1)

bench: $(READY) ## speed, quality and validity, beside peers
	@if $(PYTHON) -m pip --version >/dev/null 2>&1; then $(PYTHON) -m pip install -qq $(PEERS); \
	else uv pip install --quiet --python $(PYTHON) $(PEERS); fi
	@$(PYTHON) benchmarks/run.py
