# make demo   try Sakuin on the blog that comes with it
# make quick  run the tests that need no browser, no real blog, no installation and no server: a minute
# make test   run every test
# make check  lint, format and types
# make evaluate   relevance: the judged queries on the sample blog, and where ../shared has them JSQuAD, and related posts of a real blog
# make engines   the same questions put to other search engines, those that are installed
# make bench  how fast Sakuin is, beside other engines, and whether it keeps its budgets; QUESTIONS="whole_search http" asks those alone
# make lock   pin the development packages anew, after a change to pyproject.toml

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Not --quiet: what it fetches takes minutes, and its own lines say how far it is.
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo quick test check evaluate engines bench lock clean

# Ctrl-C is how the demo ends, no error: in the foreground it goes to a job of its own (`set -m`), not to make.
demo: $(VENV)/.run
	@case "$$(ps -o stat= -p $$$$ 2>/dev/null)" in *+*) set -m;; esac; $(BIN)/sakuin demo || [ $$? -eq 130 ]

quick: $(VENV)/.dev
	SAKUIN_QUICK=1 $(BIN)/python -m pytest -m "not slow" --numprocesses auto --dist loadfile

test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not slow" --numprocesses auto --dist loadfile
	$(BIN)/python -m pytest -m slow

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

JSQUAD := ../shared/data/jsquad-valid.json

evaluate: $(VENV)/.dev
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	    $(BIN)/sakuin index web/sample --index "$$folder/.sakuin" >/dev/null 2>&1 && \
	    $(BIN)/sakuin evaluate tests/judged/sample.json --index "$$folder/.sakuin"
	@$(BIN)/sakuin evaluate tests/judged/words.json
	@$(BIN)/sakuin evaluate tests/judged/names.json
	@if [ -f $(JSQUAD) ]; then $(BIN)/sakuin evaluate $(JSQUAD); else echo "JSQuAD left out: there is no $(JSQUAD)"; fi
	@if [ -f $(BLOG) ]; then folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && tar -xf $(BLOG) -C "$$folder" && \
	    $(BIN)/python tests/twins.py "$$folder"; else echo "Related posts left out: there is no $(BLOG)"; fi

ENGINES := $(VENV)/engines

engines: $(VENV)/.dev
	$(PIP) install --upgrade --target $(ENGINES) --requirement tests/bench/engines/requirements.txt
	-npm install --silent --prefix $(ENGINES) pagefind@1.6.0
	PYTHONPATH=$(ENGINES) PATH="$(CURDIR)/$(ENGINES)/node_modules/.bin:$$PATH" $(BIN)/python tests/bench/engines/compare.py \
	    $(if $(wildcard $(JSQUAD)),--sentences $(JSQUAD))

BLOG := ../shared/data/blog-posts.tar.xz

bench: $(VENV)/.dev
	$(PIP) install --upgrade --no-deps --target $(ENGINES) --requirement tests/bench/speed/requirements.txt
	PYTHONPATH=$(CURDIR)/$(ENGINES) $(BIN)/python tests/bench/speed/bench.py $(if $(wildcard $(BLOG)),$(BLOG),web/sample --generate 1000) \
	    $(if $(QUESTIONS),--questions $(QUESTIONS))

lock: $(VENV)/.dev
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --group dev --extra mecab --extra metrics --output-file requirements.lock pyproject.toml

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sakuin needs Python 3.11 or newer, and this is " + sys.version.split()[0] + ". Name another one with: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: pyproject.toml | $(VENV)/.python
	@echo 'Sakuin とその部品を $(VENV) に入れます（はじめの一度だけ、数分）/ Installing Sakuin and what it needs into $(VENV) (once, some minutes)'
	$(PIP) install --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.lock | $(VENV)/.python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) dist
