# `make demo` sets up what the main job needs and runs it; `make test` sets up everything and passes all checks.
# What is set up is kept in .venv: a second call does none of it again.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# The environment of builds is held to the same versions.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The tests of what everything stands on: these alone are measured for coverage, which makes tests two or three times as
# slow. Not the laws, nor the engines on random rulesets: they go over and over what these have been through.
MEASURED := tests/evaluation tests/truth tests/facts tests/ruleset $(wildcard tests/cli/test_assess*.py)

.PHONY: demo test check docs generate bench soak fuzz wheelhouse constraints clean

demo: $(VENV)/core
	$(BIN)/python docs/examples/demo.py

test: check
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report= $(MEASURED)
	$(BIN)/coverage report --skip-covered --include='lagesbild_rules/truth.py,lagesbild_rules/facts/*,lagesbild_rules/ruleset/*,lagesbild_rules/evaluation/*' --fail-under=95
	$(BIN)/pytest -n auto --dist loadgroup $(addprefix --ignore=,$(MEASURED))
	$(BIN)/python tools/other_pythons.py

check: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/generate.py --check
	$(BIN)/lagesbild rulesets check
	$(BIN)/lagesbild rulesets lock --check
	$(BIN)/lagesbild rulesets test

# The laws and every engine on 2000 random rulesets, of 50 areas each, and 100 000 corrections in one watch; every
# command that writes killed and interrupted at random.
soak: $(VENV)/test
	$(BIN)/pytest -n auto --hypothesis-profile=soak tests/laws tests/explanation tests/evaluation/durable tests/testing/test_engines.py tests/evaluation/columnar tests/facts/store tests/faults

# Each reader for as long, led by the branches that an input takes; findings are left in build/fuzz.
SECONDS ?= 600
fuzz: $(VENV)/test
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

docs: $(VENV)/test
	$(BIN)/sphinx-build -W --keep-going -q docs docs/_build

# Writes what is generated and committed: schemas and pages.
generate: $(VENV)/test
	$(BIN)/python tools/generate.py

bench: $(VENV)/test
	$(BIN)/python -m benchmarks.one_area
	$(BIN)/python -m benchmarks.explaining
	$(BIN)/python -m benchmarks.beyond
	$(BIN)/python -m benchmarks.proving
	$(BIN)/python -m benchmarks.resolving
	$(BIN)/python -m benchmarks.watching
	$(BIN)/python -m benchmarks.sensitivity
	$(BIN)/python -m benchmarks.pictures
	$(BIN)/python -m benchmarks.from_forms
	$(BIN)/python -m benchmarks.tables --large
	$(BIN)/python -m benchmarks.reliability

$(BIN)/python:
	$(PYTHON) -m venv --without-pip $(VENV)
	$(PYTHON) -m pip --python $(BIN)/python install --quiet pip

$(VENV)/core: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# durable-rules and peers of the benchmarks are compiled: where there is no compiler their tests are skipped.
$(VENV)/test: $(VENV)/core benchmarks/requirements.txt tests/export/package.json tools/system_packages.sh
	tools/system_packages.sh $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[testing,report,columnar,sql,dask,spark,store,form,geo,study,sign]' --group test --group docs
	$(BIN)/python -m pip install --quiet --editable '.[durable]' || echo 'durable-rules could not be installed'
	$(BIN)/python -m pip install --quiet --requirement benchmarks/requirements.txt || echo 'some peers could not be installed'
	cd tests/export && PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent --no-package-lock --no-audit --no-fund
	touch $@

# For a network that reaches no index: `make wheelhouse EXTRAS='columnar report' WHEELS=folder`.
WHEELS ?= dist/wheelhouse
wheelhouse: $(VENV)/test
	mkdir -p $(dir $(WHEELS))
	$(BIN)/python tools/wheelhouse.py $(WHEELS) $(addprefix --extra ,$(EXTRAS))

constraints: $(VENV)/test
	(echo '# Names and versions that the project is tested with. Made by `make constraints`.'; \
	 $(BIN)/python -m pip freeze --all --exclude-editable | grep -v '^-e') > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) .venv-* docs/_build build dist
