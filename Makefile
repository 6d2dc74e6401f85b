# `make demo` sets up what the main job needs and runs it; `make test` sets up everything and passes all checks.
# What is set up is kept in .venv: a second call does none of it again.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# The environment of builds is held to the same versions.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check docs generate bench soak constraints clean

demo: $(VENV)/core
	$(BIN)/python docs/examples/demo.py

test: $(VENV)/test check
	$(BIN)/pytest -n auto
	$(BIN)/python tools/other_pythons.py

check: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/generate.py --check
	$(BIN)/lagesbild rulesets check
	$(BIN)/lagesbild rulesets test

docs: $(VENV)/test
	$(BIN)/sphinx-build -W --keep-going -q docs docs/_build

# Writes what is generated and committed: schemas and pages.
generate: $(VENV)/test
	$(BIN)/python tools/generate.py

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks.one_area

$(BIN)/python:
	$(PYTHON) -m venv --without-pip $(VENV)
	$(PYTHON) -m pip --python $(BIN)/python install --quiet pip

$(VENV)/core: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/test: $(VENV)/core
	$(BIN)/python -m pip install --quiet --editable '.[testing]' --group test --group docs
	touch $@

$(VENV)/bench: $(VENV)/test benchmarks/requirements.txt
	$(BIN)/python -m pip install --quiet --requirement benchmarks/requirements.txt
	touch $@

constraints: $(VENV)/test
	(echo '# Names and versions that the project is tested with. Made by `make constraints`.'; \
	 $(BIN)/python -m pip freeze --all --exclude-editable | grep -v '^-e') > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) .venv-* docs/_build build dist
