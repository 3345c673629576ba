# nordtema: themes in Norwegian, Danish and Swedish texts, from raw texts to a report.
# Works in GNU Make 3.81. The graph of the study stands below; what only those need who change
# nordtema itself stands in dev.mk.

CORPUS ?=
RESULTS ?= results
STUDY ?= study.yaml
SET ?=
TRIAL ?=
LAB ?=
PARAGRAPHS ?=
# What the user writes reaches Python letter by letter: neither make nor the shell reads it.
override CORPUS := $(value CORPUS)
override RESULTS := $(value RESULTS)
override STUDY := $(value STUDY)
override SET := $(value SET)
override TRIAL := $(value TRIAL)
override LAB := $(value LAB)
override PARAGRAPHS := $(value PARAGRAPHS)
MAKEOVERRIDES :=
NORDTEMA_MAKE_PID := $(shell echo $$PPID)
export CORPUS RESULTS STUDY SET TRIAL LAB PARAGRAPHS NORDTEMA_MAKE_PID
export PYTHONHASHSEED = 0
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# A study folder uses the nordtema that is installed. In the checkout, an activated conda
# environment made from environment.yml (here or by Binder) is used as it is; else .venv is made.
ifeq ($(wildcard pyproject.toml),)
NORDTEMA ?= nordtema
READY :=
else
ifneq ($(filter nordtema,$(CONDA_DEFAULT_ENV))$(NB_PYTHON_PREFIX),)
PYTHON := python
READY := .cache/conda-ready
else
PYTHON := .venv/bin/python
READY := .venv/ready
endif
NORDTEMA ?= $(PYTHON) -m nordtema
endif

.PHONY: all lab figures report robustness verify control share clean help
.DEFAULT_GOAL := help

all: $(READY) ## everything: texts to figures, tables and report
	+@if test -e $(READY); then $(NORDTEMA) all --make "$(MAKE)"; else $(MAKE) -n report/done.json; fi

lab: $(READY) ## JupyterLab on copies of the notebooks: TRIAL=name, LAB="--allow-root …"
	@$(NORDTEMA) lab -- $$LAB

figures: $(READY) ## everything, and PDF=1: the figures as PDF too
	+@SET="$$SET compute.pdf=$(if $(PDF),true,false)" $(NORDTEMA) all --make "$(MAKE)"

report: $(READY) ## render the report again from what is there
	@$(NORDTEMA) render

robustness: $(READY) ## the study with every way of looking, not just a quick choice of them
	+@SET="$$SET robustness.multiverse=full" $(NORDTEMA) all --make "$(MAKE)"

verify: $(READY) ## run twice, compare the bytes, and compare with the results that are there
	@$(NORDTEMA) verify

control: $(READY) ## draw paragraphs of the corpus for a control text: PARAGRAPHS=number
	@$(NORDTEMA) control draft

share: $(READY) ## say what to look through, ask, and put all that is published into shared.zip
	@$(NORDTEMA) share

clean: $(READY) ## remove intermediate data; published results stay
	@$(NORDTEMA) clean

help: ## this list
	@echo 'make TARGET [CORPUS=folder] [RESULTS=folder] [STUDY=file] [SET="topics.k=20 …"]'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' $(MAKEFILE_LIST)

# ---------------------------------------------------------------- the graph of the study
# `nordtema all` checks the inputs, finds by hashes of contents which stages are STALE, and has them
# made by these rules in results/data/build, where each stage keeps its things. Behind the bar stands
# what must have been made before: it has to be there, and no clock decides. A stage that fails says
# why in data/failed; what needs it says so and is left out, and the report tells what is missing.
COUNTRIES ?= NO DK SE
MODELS ?= lda nmf
STALE ?=
MAKE_STAGE = -@$(NORDTEMA) stage $(@D) --needs "$(|:/done.json=)"
IMPORTS := $(COUNTRIES:%=import.%/done.json)
CORPORA := $(COUNTRIES:%=1_corpus.%/done.json)
GRIDS := $(MODELS:%=grid.%/done.json)
TOPICS := $(MODELS:%=3_topics.%/done.json)
COMPARISONS := $(MODELS:%=4_comparison.%/done.json)
PASSAGES := $(MODELS:%=passages.%/done.json)

$(IMPORTS): import.%/done.json:
	$(MAKE_STAGE)
$(CORPORA): 1_corpus.%/done.json: | import.%/done.json
	$(MAKE_STAGE)
corpus/done.json: | $(CORPORA)
	$(MAKE_STAGE)
inventory/done.json: | corpus/done.json
	$(MAKE_STAGE)
2_vocabulary/done.json: | corpus/done.json
	$(MAKE_STAGE)
$(GRIDS): grid.%/done.json: | 2_vocabulary/done.json
	$(MAKE_STAGE)
$(TOPICS): 3_topics.%/done.json: | 2_vocabulary/done.json $(GRIDS)
	$(MAKE_STAGE)
$(COMPARISONS): 4_comparison.%/done.json: | 3_topics.%/done.json
	$(MAKE_STAGE)
$(PASSAGES): passages.%/done.json: | 3_topics.%/done.json
	$(MAKE_STAGE)
5_robustness/done.json: | $(COMPARISONS)
	$(MAKE_STAGE)
report/done.json: | inventory/done.json 2_vocabulary/done.json $(COMPARISONS) $(PASSAGES) 5_robustness/done.json
	$(MAKE_STAGE)
$(STALE:%=%/done.json): STALE
.PHONY: STALE

# ---------------------------------------------------------------- in the checkout alone

QUICK := CORPUS= SET= RESULTS=results/data/quick STUDY=tests/data/tiny.yaml
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

.PHONY: quick setup

quick: $(READY) ## the same walk on a tiny corpus, to see that everything works
	+@$(QUICK) $(NORDTEMA) all --jobs 3 --make "$(MAKE)"

setup: $(READY) ## install what is needed into .venv

# uv where it is found, else venv and pip; both check the hashes. Without a SYSTEM_PYTHON the
# first Python of a supported version is taken.
.venv/ready: requirements.lock pyproject.toml
	@python="$(SYSTEM_PYTHON)"; \
	for one in python3.12 python3.13 python3.11 python3 python; do \
		if [ -z "$$python" ] && $$one -c '$(SUPPORTED)' 2>/dev/null; then python=$$one; fi; \
	done; \
	if [ -z "$$python" ] || ! "$$python" -c '$(SUPPORTED)' 2>/dev/null; then \
		echo "nordtema needs Python 3.11, 3.12 or 3.13, and found" \
			"$$($${python:-python3} --version 2>/dev/null || echo none)." \
			"Install one and name it: make all SYSTEM_PYTHON=/path/to/python3.12" >&2; exit 1; \
	fi; \
	echo "setting up .venv with $$("$$python" --version), once"; \
	rm -rf .venv; \
	if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --python "$$(command -v "$$python")" .venv && \
		uv pip install --quiet --compile-bytecode --python .venv/bin/python \
			--require-hashes -r requirements.lock && \
		uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e . ; \
	else \
		"$$python" -m venv .venv && \
		.venv/bin/python -m pip install -qq --require-hashes -r requirements.lock && \
		.venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e . ; \
	fi
	@.venv/bin/python -m compileall -q src >/dev/null 2>&1 || true
	@touch .venv/ready

.cache/conda-ready: requirements.lock pyproject.toml
	@$(PYTHON) -m pip install -qq --no-deps --no-build-isolation -e .
	@mkdir -p .cache && touch .cache/conda-ready

-include dev.mk
