# One door for every errand. Needs Python >= 3.11, make and pip; everything else lands in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCKS := requirements/tools.txt requirements/dev.txt

.PHONY: golden sandbox run test pictures simulate kill fuzz noise check lint format strings docs bench lock clean

sandbox: $(READY)  ## the whole bot against a local emulator, with a page; FRESH=1 starts anew
	@$(BIN)/homeward sandbox $(if $(FRESH),--fresh)

run: $(READY)  ## the bot against Telegram; wants HOMEWARD_TOKEN
	@$(BIN)/homeward run

test: $(READY) lint  ## everything we promise, checked
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 $(ARGS)

pictures: $(READY)  ## docs/pictures, taken of the sandbox's page while a test talks
	@PICTURES=1 $(BIN)/python -m pytest tests/journeys/test_page.py tests/journeys/test_page_phone.py tests/journeys/test_page_desk.py tests/sandbox/test_page_ids.py

simulate: $(READY)  ## the whole bot in a world that fails by seed: SEEDS=10000, or SEED=7 told step by step
	@$(BIN)/python -m tests.simulation $(if $(SEED),--seed $(SEED),--seeds $(or $(SEEDS),1000))

kill: $(READY)  ## the real process killed again and again while families talk: KILLS=1000
	@$(BIN)/python -m tests.kill --kills $(or $(KILLS),200)

fuzz: $(READY)  ## forged commands, presses and links at the desk: FUZZ=100000
	@FUZZ=$(or $(FUZZ),100000) $(BIN)/python -m pytest tests/casework/test_fuzz.py

noise: $(READY)  ## what others wait while one user floods the bot, and what that costs on disk
	@$(BIN)/python -m bench.noise

check: $(READY)  ## is this installation ready to run?
	@$(BIN)/homeward check

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry .

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

strings: $(READY)  ## collect every text from the code and merge it into the catalogs
	@$(BIN)/homeward locales update

golden: $(READY)  ## record the golden journeys anew, to be read by eye
	@GOLDEN=record $(BIN)/python -m pytest tests/journeys/test_golden.py tests/journeys/test_golden_afterwards.py tests/core/test_hiding.py

docs: $(READY)  ## write the pages that are made from the code
	@$(BIN)/python -m tools.docs

bench: $(READY)  ## beside the peers, in docs/performance.md; ROUNDS, SECONDS, FAMILIES shorten it
	@ROUNDS=$(ROUNDS) SECONDS=$(SECONDS) FAMILIES=$(FAMILIES) BOTS="$(BOTS)" $(BIN)/python -m bench.contest

lock:  ## resolve the dependencies anew and write down their hashes
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 requirements/tools.in -o requirements/tools.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml --extra backup -o requirements/run.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11 pyproject.toml --extra backup --group dev -c requirements/run.txt -o requirements/dev.txt

$(READY): $(LOCKS) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Homeward needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements/tools.txt requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache
