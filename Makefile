# The two commands that matter are `make site` and `make test`; `make` alone lists all.
# Each sets up what it needs first (see .ci/setup). With another Python than the one in PATH: make PYTHON=... site

export PYTHON ?= python3
BIN := .venv/bin
UV := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make lock' pyproject.toml --group build

.DEFAULT_GOAL := help
.PHONY: help site serve test attacks bench letters hostile kills fuzz update-cases pictures fonts lock clean

help: ## Deze lijst
	@echo 'Gebruik: make OPDRACHT'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 18

site: ## Maakt site/ (openbaar) en dossier/ (besloten) uit rubrics/ en scores/
	@.ci/setup build
	@$(BIN)/kijkwijzer build

serve: ## Toont het dossier op deze computer en volgt wijzigingen
	@.ci/setup build
	@$(BIN)/kijkwijzer serve

test: ## Kijkt alles na: opmaak, fouten, typen en alle tests
	@.ci/setup test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive --severity-level medium generator
	$(BIN)/pytest -n 2

hostile: ## Meet wat elk kwaadaardig bestand kost en of het programma doet wat het moet doen
	@.ci/setup test
	$(BIN)/python -m tests.hostile.benchmark

bench: ## Meet wat een build kost, en een PDF naast een kale lus (meer ib-ers: make bench PEOPLE=100)
	@.ci/setup test
	$(BIN)/python -m tests.bench --people $(or $(PEOPLE),10)

kills: ## Stopt 50 keer een build op een willekeurig moment en kijkt of alles heel blijft
	@.ci/setup test
	KIJKWIJZER_KILLS=50 $(BIN)/pytest -s tests/test_whole_or_nothing.py

fuzz: ## Laat de lezers 100.000 verzonnen bestanden lezen (duurt een kwartier)
	@.ci/setup test
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest -n 2 tests/reading/test_fuzz.py

attacks: ## Probeert elke aanval in elk veld, op alles wat er gemaakt wordt (duurt tien minuten)
	@.ci/setup test
	KIJKWIJZER_AANVALLEN=100 $(BIN)/pytest tests/test_attacks.py

letters: ## Kijkt van 10.000 teksten na dat ze overal letter voor letter hetzelfde zijn (duurt een halfuur)
	@.ci/setup test
	KIJKWIJZER_TEKSTEN=10000 $(BIN)/pytest tests/test_no_silent_change.py

update-cases: ## Schrijft opnieuw wat de voorbeelden in tests/cases/ opleveren; bekijk daarna het verschil
	@.ci/setup test
	$(BIN)/pytest -n 2 --update-cases

pictures: ## Maakt de plaatjes van de README en de site opnieuw
	@.ci/setup test
	$(BIN)/python -m tests.pictures

fonts: ## Maakt de lettertypen in site_templates/look/fonts opnieuw
	@.ci/setup test
	$(BIN)/python tests/make_fonts.py

# Keeps the versions that still fit; for the newest of all: make lock UPGRADE=--upgrade
lock: ## Schrijft de lock-bestanden na een wijziging in pyproject.toml (vraagt uv)
	@command -v uv >/dev/null || { echo "Hiervoor is uv nodig: pip install uv" >&2; exit 3; }
	$(UV) $(UPGRADE) --output-file requirements.lock
	$(UV) --group test --constraint requirements.lock $(UPGRADE) --output-file requirements-test.lock

# site/ and dossier/ go only when they carry the mark of the build: then nothing in them was written by a person.
clean: ## Ruimt op wat de opdrachten zelf hebben neergezet
	@for made in site dossier; do if [ -e $$made/.kijkwijzer ]; then rm -rf $$made; fi; done
	@rm -rf .site.nieuw-* .dossier.nieuw-* .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find generator tests -name __pycache__ -prune -exec rm -rf {} +
