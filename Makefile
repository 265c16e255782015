# Every target sets up .venv from nothing but Python 3.11+; PYTHON names another one.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test lint scores bench soak sssom clean

run: $(READY)
	$(BIN)/hrkg build data/posts
	$(BIN)/hrkg serve --host $(HOST) --port $(PORT)

test: $(READY)
	$(BIN)/python -m pytest --cov --cov-report=term

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

scores: $(READY)
	$(BIN)/python -m tests.scores

bench: $(READY)
	$(BIN)/python -m bench

soak: $(READY)
	$(BIN)/python -m tests.soak

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# The tools that data/links.sssom.tsv is checked with: 100 packages, so in an environment of their own.
sssom: .sssom/bin/sssom

.sssom/bin/sssom:
	$(PYTHON) -m venv .sssom
	.sssom/bin/python -m pip install --quiet --disable-pip-version-check "sssom==0.4.21"

clean:
	rm -rf .sssom .venv var build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
