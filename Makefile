# Everything is set up on the first call, in .venv/, and again when the pinned versions change.
# Kept to what GNU Make 3.81 (the one of macOS) and a plain sh understand.

# A Mac's own python3 is too old, so look further; PYTHON=… decides otherwise.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && exit; done; echo python3)
IN = .venv/bin
PIP = $(IN)/python -m pip --quiet --disable-pip-version-check

# Material prints a page about MkDocs 2 at every start.
export NO_MKDOCS_2_WARNING = 1

.PHONY: help serve site test long browser forms lint format audit eval bench soak screenshots reference vendor lock clean FORCE

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

serve: .venv/.run ## build the handbook, serve it on this machine, rebuild on save
	@$(IN)/handbook serve

site: .venv/.run ## build the handbook into site/
	@$(IN)/handbook build

# Three at a time on two cores: many tests wait for a browser, a server or a build.
test: browser lint ## every check and every test
	$(IN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

long: browser ## more of the same: the other language, the other kind of project
	EXPLORE=1 $(IN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m long

browser: .venv/.test
	@$(IN)/python -m tests.browser

forms: browser ## the real form editor and the real YAML editor on the model policy (needs npm)
	@npm ci --prefix tests/forms --no-audit --no-fund --silent
	$(IN)/python -m pytest -n 0 tests/forms/editor.py tests/forms/round_trip.py

lint: .venv/.test ## who imports whom, style, types
	$(IN)/lint-imports --no-logo
	$(IN)/ruff check
	$(IN)/ruff format --check
	$(IN)/mypy

format: .venv/.test ## bring the code to one form, repair what ruff can repair
	$(IN)/ruff check --fix
	$(IN)/ruff format

audit: browser ## accessibility, with three tools; renews the page about it (needs npm and Java)
	@command -v npm >/dev/null && command -v java >/dev/null || { echo "make audit needs npm and Java 17 or newer" >&2; exit 1; }
	@npm ci --prefix tests/audit --ignore-scripts --no-audit --no-fund --silent
	$(IN)/python -m pytest -n 2 --dist load -m "long or not long" tests/test_accessibility.py tests/test_keyboard.py
	$(IN)/python -m tests.audit.run

eval: browser ## how well changes are judged and questions answered, on labelled examples
	$(IN)/python -m tests.evaluation
	$(IN)/python -m tests.search.run
	$(IN)/python -m tests.search.same

bench: .venv/.test ## time and memory, beside plain MkDocs
	$(IN)/python -m tests.bench.run

soak: .venv/.test ## 200 swaps of a published site behind a real nginx, while others read
	$(IN)/python -m tests.soak.run

screenshots: browser ## pictures of the real site: the README's, and every kind of page in .handbook/screenshots
	$(IN)/python -m tests.screenshots

# The first file is what the site needs; the second what the tests need in addition, at the same versions. What the
# first pins only for some platforms, and the tests need on more of them, is in both.
COMPILE = .venv/lock/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --annotation-style line --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock' --output-file

reference: .venv/.test ## describe the policy language in docs/, from the models
	$(IN)/python -m tests.reference

vendor: .venv/.test ## fetch again what the search engine has of others, pinned by hash (needs npm)
	$(IN)/python -m tests.vendor

lock: ## renew the pinned versions in requirements/
	$(PYTHON) -m venv --clear .venv/lock
	.venv/lock/bin/python -m pip --quiet --disable-pip-version-check install uv
	$(COMPILE) .venv/lock/run.txt --group build
	$(COMPILE) .venv/lock/all.txt --group build --group test --constraints .venv/lock/run.txt
	awk 'NR == FNR { run[$$0] = 1; next } /^[a-z0-9]/ { known = ($$0 in run) } !known' \
		.venv/lock/run.txt .venv/lock/all.txt > .venv/lock/test.txt
	mv .venv/lock/run.txt .venv/lock/test.txt requirements
	rm -rf .venv/lock

clean: ## remove everything that was made here
	rm -rf .venv .handbook site dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# A set-up that was interrupted has no stamp, and one whose folder was moved or whose Python is gone has a wrong one:
# both start afresh. So does a change of versions, so that nothing stays behind that is no longer pinned.
WHOLE = $(shell $(IN)/python -c '' 2>/dev/null && [ "$$(cat .venv/.packages 2>/dev/null)" = "$$(pwd -P)" ] && echo yes)

.venv/.packages: requirements/run.txt $(if $(WHOLE),,FORCE)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "handbook needs Python 3.11 or newer, and $(PYTHON) is: $$($(PYTHON) --version 2>&1)" >&2; \
		echo "Install one, or name one: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) comes without venv and ensurepip. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
		echo "Or name another: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	@echo "Setting up .venv/ – the first time takes a minute."
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements/run.txt
	@pwd -P > $@

.venv/.run: .venv/.packages pyproject.toml
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

# Stopped half-way, pip may take a package with missing files for whole: without .packages the next call starts afresh.
.venv/.test: .venv/.run requirements/test.txt
	@echo "Adding what the tests need."
	@mv .venv/.packages .venv/.half
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/test.txt
	@mv .venv/.half .venv/.packages
	@touch $@
