# Every target says what it is for: make help.
SHELL := /bin/sh
PYTHON := .venv/bin/python
PORT ?= 8000
export SITE_PORT := $(PORT)

.DEFAULT_GOAL := help
.PHONY: help install demo serve test lint format check bench mutants pictures engines engines-stop lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

install: ## Make .venv from the locked requirements (in production: bin/bootstrap base)
	@bin/bootstrap

demo: install ## Build the demonstration and serve all sites on *.localhost:8000 (PORT=8010 for another port)
	@$(PYTHON) manage.py demo
	@DJANGO_SETTINGS_MODULE=config.settings.dev exec .venv/bin/honcho start -p $(PORT)

serve: install ## Serve with Django's own server, which reloads on every change
	@DEBUG=1 $(PYTHON) manage.py runserver $(PORT)

test: install ## Run the fast tests (each process takes whole files: their small network is made once)
	@$(PYTHON) -m pytest -n 2 --dist worksteal -m "not browser and not engine"

lint: install ## Check style, templates, import contracts and types (.pre-commit-config.yaml, on all files)
	@.venv/bin/pre-commit run --all-files --color never

format: install ## Rewrite code and templates in the house style
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@git ls-files 'templates/*.html' '*/templates/*.html' | xargs .venv/bin/djade

check: install ## House rules, missing migrations, deployment settings
	@$(PYTHON) manage.py check --fail-level WARNING
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@bin/check-deploy

mutants: install ## Change the code in small ways, and list what no test notices (MUTANTS="--seed 7 --size 20 --only 'offers/*'")
	@$(PYTHON) -m tests.mutants.run $(MUTANTS)

pictures: install ## Draw the pictures of the editors' guide again (needs Chromium)
	@PICTURES=1 $(PYTHON) -m pytest -q -m browser $$(grep -l illustrate tests/browser/test_*.py)

bench: install ## Measure speed, as ratios against a baseline of the same run
	@$(PYTHON) -m tests.benchmarks.run
	@$(PYTHON) -m tests.benchmarks.admin
	@$(PYTHON) -m tests.benchmarks.catalogue

engines: install ## Install and start PostgreSQL, Redis, OpenSearch and Elasticsearch, without containers
	@tests/engines/run.sh start

engines-stop: ## Stop what make engines started
	@tests/engines/run.sh stop

lock: install ## Lock the dependencies of pyproject.toml, with hashes
	@.uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.12 pyproject.toml -o requirements/base.txt
	@.uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.12 pyproject.toml --extra dev -o requirements/dev.txt
	@.uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.12 --group mutants -o requirements/mutants.txt

clean: ## Forget the demonstration (its database, files and caches)
	@rm -rf var
