# `make` lists what can be done. Nothing is needed but Python 3.11 or newer.
PYTHON := .venv/bin/python

help: ## List these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 12

run: ## Serve on http://localhost:8000 (PORT=9000 and HOST=0.0.0.0 change that)
	@bin/setup requirements.txt
	@exec $(PYTHON) -m bin.serve

test: ## Run every test (ARGS="tests/safety -k weeks" for a part; DATABASE_URL for PostgreSQL)
	@bin/setup requirements-dev.txt
	@exec $(PYTHON) -m bin.test

check: ## Lint, types, import contracts, content, templates, Django's own checks
	@bin/setup requirements-dev.txt
	@exec $(PYTHON) -m bin.check

lock: ## Make the lock files again from pyproject.toml (needs uv)
	@bin/lock

.PHONY: help run test check lock
