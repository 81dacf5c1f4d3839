# Every target works alone on a fresh clone that has Python 3.11 or newer, git and make:
# the first one asked for makes .venv, and a change of pyproject.toml refreshes it.

BIN := .venv/bin
READY := .venv/.ready

# Absolute, because some of the processes that tests start run in folders of their own.
export COVERAGE_FILE := $(CURDIR)/out/coverage/data

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage generate check-generated record lint lint-spec package shape bench peers docs site \
	docs-cli pictures clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-16s %s\n", $$1, $$2 }'

setup: $(READY) ## make .venv with everything that development needs

$(READY): pyproject.toml .ci/setup
	@.ci/setup
	@touch $@

demo: $(READY) ## the whole product in half a minute, on the simulator; writes out/demo/report.html
	@$(BIN)/python -m ibkr.cli demo

test: $(READY) ## run the tests; with COVERAGE=1, noting for `make coverage` what they reach
	@$(if $(COVERAGE),$(BIN)/coverage erase && $(BIN)/coverage run,$(BIN)/python) -m pytest -n auto --dist worksteal

coverage: $(READY) ## print what the last `make test COVERAGE=1` did not reach; fail below 97 %
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

generate: $(READY) ## write generated/ and the derived sync client from spec/ and the async client
	@$(BIN)/python -m codegen

check-generated: $(READY) ## fail if `make generate` would change, add or remove anything
	@$(BIN)/python -m codegen --check

record: $(READY) ## record the cassettes again from the simulator; changes nothing unless behaviour did
	@$(BIN)/python -m tests.record

lint: $(READY) ## ruff (rules and format) and pyright (strict)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --warnings

lint-spec: ## optional: a second opinion on the description, by redocly (needs Node.js)
	@npx --yes @redocly/cli@2 lint spec/openapi/openapi.yaml

package: $(READY) ## build wheel and sdist, install the wheel into a fresh environment and use it
	@$(BIN)/python -m tests.packaging

shape: $(READY) ## print the biggest modules, classes and functions
	@$(BIN)/python -m tests.shape

bench: $(READY) ## measure; figures are ratios within one run
	@$(BIN)/python -m benchmarks

peers: ## optional: other backtesting engines in out/peers, for `make bench` to measure ours beside
	@test -x out/peers/bin/python || python3 -m venv out/peers
	@out/peers/bin/pip install --quiet backtesting==0.6.6 backtrader==1.9.78.123 vectorbt==1.2.0 vectorbt-rust==1.2.0

docs-cli: $(READY) ## print docs/cli.md from the commands
	@$(BIN)/python -m ibkr.cli.reference > docs/cli.md.new && mv docs/cli.md.new docs/cli.md

docs: site ## run every snippet, check names and links, and build the site into out/site
	@$(BIN)/python -m pytest tests/docs

site: $(READY) ## build the documentation site into out/site; a warning, or a script from elsewhere, is a failure
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@! grep -rl 'src="http' out/site --include='*.html'

pictures: $(READY) ## run the demo and draw the picture of README.md from it (needs Chromium)
	@$(BIN)/python -m tests.pictures

clean: ## remove .venv and everything that a run leaves behind
	@rm -rf .venv out build dist .pytest_cache .hypothesis .ruff_cache
