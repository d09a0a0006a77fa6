# The few commands of the project. Each sets up what it needs; a machine has to have Python 3.11+, make and a package registry.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export NO_MKDOCS_2_WARNING = 1

.PHONY: help setup demo test test-quick check docs bench format reference vendored pictures lock clean

help:            ## list these commands
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  +##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: .venv/.dev   ## make .venv with everything that work on Tocsin needs

demo: .venv/.run    ## build the sample case, ask it, let its alarm ring, write a picture and a brief
	$(BIN)/tocsin demo

test: .venv/.dev    ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-quick: .venv/.dev  ## run all but the slow tests, with fewer drawn examples
	HYPOTHESIS_PROFILE=dev $(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

check: .venv/.dev   ## format, lint, types, layers, generated files, documentation
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_prose.py
	$(BIN)/python scripts/check_vendored.py
	$(BIN)/python scripts/write_reference.py --check
	$(BIN)/mkdocs build --strict --quiet

format: .venv/.dev  ## format the code and mend what can be mended by machine
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/.dev    ## build the documentation into site/
	$(BIN)/mkdocs build --strict

bench: .venv/.dev   ## measure speed, as ratios within one run
	$(BIN)/python benchmarks/speed/bench.py

reference: .venv/.dev  ## write the generated pages of the documentation
	$(BIN)/python scripts/write_reference.py

vendored: .venv/.dev   ## compare the files of other projects with their npm packages
	$(BIN)/python scripts/check_vendored.py --npm

pictures: .venv/.dev   ## take the pictures of the board's pages for the documentation, in a real browser
	TOCSIN_PICTURES=docs/pictures $(BIN)/python -m pytest tests/board/test_browser.py -k clean
	@for picture in docs/pictures/*.png; do grep -rqF --include='*.md' "$${picture##*/}" README.md docs || rm "$$picture"; done

lock: .venv/.dev    ## write requirements/ anew, with the latest versions allowed
	scripts/lock.sh --upgrade

clean:              ## take away what was made
	rm -rf .venv site dist demo-out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache src/tocsin/lexicon/gazetteer.bin

# One environment; .run has what the product needs, .dev what its developers need besides.
.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tocsin needs Python 3.11 or later; name one with make PYTHON=…")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.python requirements/run.txt pyproject.toml hatch_build.py scripts/build_gazetteer.py
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
