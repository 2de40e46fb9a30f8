# make demo: try the bot in a browser.  make test: prove that it works.  Both make their own .venv.

PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
MEASURED := tests/unit/content tests/unit/domain tests/unit/services tests/contract \
	tests/e2e/test_assessment.py tests/e2e/test_classes.py tests/e2e/test_operations.py \
	tests/e2e/test_reload.py tests/e2e/test_simulate.py tests/e2e/test_writing.py
COVERED := --cov=bot.domain --cov=bot.content --cov=bot.services --cov=bot.storage

.PHONY: demo chat test check check-page drill drill-clocks bench bench-daily bench-live bench-experience bench-ask clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.run
	$(BIN)/lessonbot demo --port $(PORT)

chat: $(VENV)/.run
	$(BIN)/lessonbot chat

# Measuring coverage slows the bot by two thirds, so only the tests that show it are measured.
# Tests wait a lot, for sockets and for other processes, so there are more workers than cores.
# Without compiled files, every worker compiles the program and the tests again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.dev
	$(BIN)/pytest --numprocesses 3 --dist worksteal $(MEASURED) $(COVERED) --cov-branch --cov-fail-under=95
	$(BIN)/pytest --numprocesses 4 --dist worksteal tests $(MEASURED:%=--ignore=%)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/deptry . --exclude '\.venv|node_modules' --ignore DEP002,DEP004  # with the tests, which may use what's for development
	$(BIN)/lessonbot check
	@$(MAKE) --no-print-directory check-page

# The page's JavaScript. The tools need node and npm; in CI it's an error not to have them.
check-page:
	@if command -v npm >/dev/null && $(MAKE) -s node_modules/.installed; \
	then node_modules/.bin/biome check && node_modules/.bin/tsc; \
	elif [ -n "$$CI" ]; then echo "The page's JavaScript can't be checked without node and npm." >&2; exit 1; \
	else echo "The page's JavaScript wasn't checked: that takes node and npm."; fi

# Daily posts and live quizzes under fire, and a flood of anything people can send. QUICK=1 makes each of them short.
drill: $(VENV)/.dev
	$(BIN)/python -m bench.drill
	$(BIN)/python -m bench.flood
	$(BIN)/python -m bench.live_drill

drill-clocks: $(VENV)/.dev
	$(BIN)/python -m bench.clocks

# Processor time beside a bare discord.py bot; statements, growth, memory, start. Fails if a goal isn't reached.
bench: $(VENV)/.dev
	$(BIN)/python -m bench.ratios

# A thousand people who answer in the same second. Fails if one isn't counted, or waits for too long.
bench-live: $(VENV)/.dev
	$(BIN)/python -m bench.live_load

bench-daily: $(VENV)/.dev
	$(BIN)/python -m bench.rush

# Presses, words and minutes of a learner, beside the goals. Fails if one isn't reached.
bench-experience: $(VENV)/.dev
	$(BIN)/python -m bench.experience

# How many questions `/ask` answers right, and how many it rightly declines, on each list.
bench-ask: $(VENV)/.dev
	$(BIN)/python -m bench.ask

clean:
	rm -rf $(VENV) node_modules build *.egg-info

# What the program needs to run, and what it needs to be developed. Each stamp is renewed with its list.
$(VENV)/.run: requirements.txt pyproject.toml
	$(call install,requirements.txt)

$(VENV)/.dev: requirements-dev.txt pyproject.toml
	$(call install,requirements-dev.txt)
	@touch $(VENV)/.run

node_modules/.installed: package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 demo")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
endef
