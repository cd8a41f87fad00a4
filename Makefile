# 蜀创图 · Shu Innovation Atlas. `make` alone lists the targets.

PYTHON ?= python3
HOST   ?= 127.0.0.1
PORT   ?= 8050
ROUNDS ?= 7
N      ?= 1000000
MINUTES ?= 30

VENV := .venv
PY   := $(VENV)/bin/python
PIP  := $(PY) -m pip --disable-pip-version-check --quiet install --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve test lint js bundle bench soak lock registry screenshot clean system

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/runtime.stamp ## Serve the atlas at http://127.0.0.1:8050 (HOST=, PORT=)
	@exec $(PY) -m app serve --host $(HOST) --port $(PORT) --log-format text

# Tests start hundreds of processes: each would compile every module anew where nothing is kept.
test: export PYTHONDONTWRITEBYTECODE :=
# Files run in the order of their names: those of few, long tests would else come last, one worker
# at a time.
test: $(VENV)/dev.stamp system js lint ## Install what the tests need, then run every check and test
	$(PY) -m app check
	$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(VENV)/dev.stamp ## Run ruff and mypy
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

js: $(if $(wildcard package.json),node_modules/.stamp) ## Run the linters and type checker of the JavaScript
ifneq ($(wildcard package.json),)
	npm run --silent check
	npm run --silent lint
	npm run --silent types
endif

bundle: node_modules/.stamp ## Bundle the scripts of the browser anew, after a change
	npm run --silent build

bench: $(VENV)/dev.stamp system ## Measure every page beside a bare Dash page (ROUNDS=7), then 10,000 hostile files and 1,000 kills
	@bash tools/system.sh wrk
	$(PY) -m bench --rounds $(ROUNDS)
	$(PY) -m bench.hostile
	$(PY) -m bench.editions

soak: $(VENV)/dev.stamp ## Serve 300 requests a second for MINUTES=30, the store lost and thousands of idle connections meanwhile
	$(PY) -m bench.soak --minutes $(MINUTES)

lock: $(VENV)/dev.stamp ## Lock the newest versions the ranges in pyproject.toml allow
	$(VENV)/bin/uv pip compile pyproject.toml $(UV_LOCK) -o requirements.txt
	for group in dev postgis dask; do \
	    $(VENV)/bin/uv pip compile --group $$group -c requirements.txt $(UV_LOCK) -o requirements-$$group.txt || exit; \
	done

# One lock for every platform and every Python from 3.11 on, and for no index in particular.
UV_LOCK := --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --upgrade --no-config --no-emit-index-url --no-annotate --custom-compile-command "make lock"

registry: $(VENV)/dev.stamp ## Write a synthetic registry of N=1000000 enterprises for tests of size
	$(PY) -m tools.registry $(N) .cache/synthetic-$(N).parquet

screenshot: $(VENV)/dev.stamp system ## Draw the picture of the README again
	$(PY) -m tools.screenshot

clean: ## Remove everything that make made
	rm -rf $(VENV) node_modules .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

system: # Chromium, Node, nginx, PostgreSQL: what pip cannot install
	@bash tools/system.sh

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV) || { echo "On Debian: apt install python3-venv" >&2; exit 1; }

# Stamps: installed again only when the locked versions changed.
$(VENV)/runtime.stamp: requirements.txt | $(PY)
	@echo "Installing the locked requirements into $(VENV) (once; about a minute)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	@echo "Installing the locked development requirements into $(VENV)"
	@$(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json | system
	npm ci --no-audit --no-fund
	@touch $@
