# Two commands on a fresh clone: `make run` and `make test`. `make check` is what CI runs.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

.PHONY: run test lint check eval docs picture lock clean compiled

run: $(READY)
	@$(BIN)/audit run; status=$$?; \
	if [ $$status -eq 1 ]; then \
	  echo; \
	  echo "audit ended with status 1: it found something that should stop a publication or a merge."; \
	  echo "The articles in seeds/ are meant to show that. Open reports/data_docs/index.html to review them."; \
	else exit $$status; fi

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test

eval: $(READY)
	$(BIN)/python bench/eval.py

docs: $(READY)
	$(BIN)/python -m audit.rules._page docs/rules.md
	$(BIN)/python -m audit.config._schema docs/audit.schema.json
	$(BIN)/python -m audit.cli._manual docs/audit.1

# The picture in README.
picture: $(READY)
	$(BIN)/audit run --lang en --format svg --fail-on never --quiet > docs/report.svg

$(READY): requirements.lock pyproject.toml hatch_build.py
	@echo "Setting up: two to four minutes, half of them for the compiler (AUDIT_PURE=1 does without)."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(INSTALL)
	@$(BIN)/python -m compileall -q audit
	@touch $(READY)

# Behind an edit of a compiled module all of them run from their sources, until this compiles them again.
compiled: $(READY)
	$(INSTALL)

# Made with uv; the flags keep index addresses out of the file.
lock:
	uv pip compile pyproject.toml --extra test --extra lint --extra build --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --quiet \
	  --custom-compile-command "make lock" --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -f *.so
	find audit -name '*.so' -delete
