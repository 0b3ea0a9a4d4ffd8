# Two commands: `make demo` and `make test`. Both set up .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REPORTS ?=

.PHONY: install dev demo test gate bench clean

install: $(VENV)/.installed
dev: $(VENV)/.installed-dev

# Debian keeps the venv module's pip in a package of its own; as root it is installed, else it is named.
$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "$(PYTHON) cannot make a virtual environment; trying: apt-get install python3-venv"; \
	  { apt-get update && apt-get install -y python3-venv; } >/dev/null 2>&1 && $(PYTHON) -m venv $(VENV); } || { \
	  echo "install it yourself, then run this again: sudo apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml wordtables/pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . -e ./wordtables
	@touch $@

$(VENV)/.installed-dev: pyproject.toml wordtables/pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" -e ./wordtables
	@touch $@ $(VENV)/.installed

demo: install
	$(BIN)/whence demo $(if $(REPORTS),$(REPORTS),) --out demo/out

test: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

gate: dev
	$(BIN)/python -m tests.gate

bench: dev
	$(BIN)/python -m bench.extract

clean:
	rm -rf $(VENV) demo/out
