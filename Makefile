# xephang: two commands do everything. `make demo` runs the main job, `make test` passes the tests; both set up what they need.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONWARNINGS ?= ignore
# tests start some hundred processes: one that may not keep its bytecode spends 5 to 7 seconds of a processor on making it
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types imports coverage bench fuzz faults kills soak audit licences sbom image clean

help: ## Say what can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: $(VENV)/.ready ## Create .venv with the pinned libraries, and install system programs where allowed

$(VENV)/.ready: pyproject.toml requirements.txt requirements/uv.txt requirements/pywb.txt scripts/system-packages.sh
	@echo "== 1/3 Python environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@echo "== 2/3 Libraries, pinned by hash (about 1.5 GB on disk)"
	@$(BIN)/uv pip install --python $(BIN)/python --require-hashes -r requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@test -x $(VENV)/pywb/bin/python || $(BIN)/python -m venv $(VENV)/pywb   # pywb (a test replays our WARC files in it) pins libraries that are older than ours
	@$(BIN)/uv pip install --quiet --python $(VENV)/pywb/bin/python --require-hashes -r requirements/pywb.txt
	@echo "== 3/3 System programs (Tesseract, LibreOffice, unar, Chromium ...)"
	@bash scripts/system-packages.sh
	@touch $@

demo: setup ## Crawl the replica portals, read, check, and open the dashboard (stop it with Ctrl+C)
	@$(BIN)/xephang demo $(ARGS)

test: setup ## Run the whole test suite
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: setup ## Style, types and the one import direction
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

coverage: setup ## The test suite with a coverage report
	@$(BIN)/coverage erase && $(BIN)/coverage run -m pytest $(ARGS); $(BIN)/coverage combine -q; $(BIN)/coverage report

bench: setup ## The benchmarks, each beside its baseline in the same run
	@for b in benchmarks/*.py; do echo "== $$b"; $(BIN)/python -m benchmarks.$$(basename $$b .py) || exit 1; done

fuzz: setup ## Mutated files, addresses and YAMLs for longer (EXAMPLES of each, 2000)
	@XEPHANG_FUZZ=$${EXAMPLES:-2000} $(BIN)/python -m pytest --timeout 0 tests/fuzz $(ARGS)

audit: setup ## Known holes in the pinned libraries (needs the advisory database of PyPI)
	@bash scripts/audit.sh $(BIN)

image: ## The container image, built and tried where podman, buildah or a Docker engine is there
	@bash scripts/image.sh

faults: setup ## Faults of machine and network, and the table of what each one does
	@$(BIN)/python -m pytest -m fault $(ARGS)

kills: setup ## kill -9 of crawls, readings, consolidations and migrations at random points, many times (KILLS rounds, 50)
	@XEPHANG_KILLS=$${KILLS:-50} XEPHANG_SEED=$${SEED:-$$RANDOM} $(BIN)/python -m pytest --timeout 0 -n 0 tests -m fault -k killed $(ARGS)

soak: setup ## `xephang watch` against portals that change, fail and recover (SOAK seconds, 600)
	@$(BIN)/python -m benchmarks.soak --seconds $${SOAK:-600} $(ARGS)

licences: setup ## The licences of everything installed
	@$(BIN)/pip-licenses --order=license

sbom: setup ## A bill of materials (CycloneDX) in build/sbom.json
	@mkdir -p build && $(BIN)/cyclonedx-py requirements requirements.txt -o build/sbom.json && echo build/sbom.json

clean: ## Remove the environment and build output (never your data)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache htmlcov
