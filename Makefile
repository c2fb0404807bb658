# make demo   grade a sample class        make test       run the tests
# make lab    open the first assignment   make notebooks  rebuild the notebooks from their sources
# make book   build the site

PYTHON ?= python3
JOBS ?= 2
PYTEST_ARGS ?=

BIN := .venv/bin
INSTALLED := .venv/.installed
BENCHMARKS := verdicts grading conv pool lenet cifar10 explorers

# nbgrader calls alembic by its bare name
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: demo lab test test-slow lint notebooks book publish release bench photographs weights clean
.DELETE_ON_ERROR:

demo: $(INSTALLED)
	$(BIN)/autograder demo

lab: $(INSTALLED)
	$(BIN)/autograder lab

test: $(INSTALLED)
	$(BIN)/pytest -n $(JOBS) -m "not slow" $(PYTEST_ARGS)

test-slow: $(INSTALLED)
	$(BIN)/pytest -n $(JOBS) -m slow $(PYTEST_ARGS)

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

notebooks: $(INSTALLED)
	$(BIN)/autograder build

# -W: what Sphinx warns of, such as a link into nothing, is an error
book: $(INSTALLED)
	$(BIN)/sphinx-build -W --keep-going -j $(JOBS) -c book -d build/book/doctrees . build/book/html

publish: book
	$(BIN)/ghp-import --no-jekyll --push --force build/book/html

release: $(INSTALLED)
	$(BIN)/autograder release

bench: $(INSTALLED)
	set -e; for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name; done

photographs: $(INSTALLED)
	$(BIN)/python -m cnnlib.data.make_photographs

weights: $(INSTALLED)
	$(BIN)/python -m cnnlib.data.make_independent_filters

clean:
	rm -rf .venv dist build .pytest_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -c constraints.txt -e ".[book,test]"
	touch $@
