# Two commands matter: `make demo` and `make test`. Each sets everything up by itself, in .venv.
PYTHON ?= python3
VENV := .venv/bin/python
# In two processes at once; the e2e tests start programs of their own, which want the cores for themselves.
LEVELS := unit api gui

.DEFAULT_GOAL := help
.PHONY: help demo test test-long fuzz screens translations bench-api bench-faults bench-pairs bench-start bench-clock bench-snapshots bench-followers bench-sale bench-memory state-machines clean lint set-up set-up-tests

help:
	@echo 'make demo       sell one phone case: backend, kiosk, shopper and print station on this computer'
	@echo 'make test       ruff, mypy, then all tests: unit, api, gui, e2e'
	@echo 'make test-long  gui and e2e tests five times over, 50 kills under load, a longer fuzz: finds what fails now and then'
	@echo 'make fuzz       schemathesis tries the API from its OpenAPI document, 300 examples an operation'
	@echo 'make screens    pictures of every screen of kiosk and station, in both languages, into screens/'
	@echo 'make bench-api  how fast the API answers, beside an empty Flask route (docs/performance.md)'
	@echo 'make bench-faults  what faults that match nothing cost every other call'
	@echo 'make bench-pairs  what a call costs here beside an earlier commit: BASE=565fcce'
	@echo 'make bench-start  how long a kiosk takes from its start to a scannable code'
	@echo 'make bench-clock  how long it takes to advance a day with 1,000 sessions and 500 webhooks'
	@echo 'make bench-snapshots  how long a snapshot of 10,000 orders and its return take, while clients call'
	@echo 'make state-machines  docs/state-machines.md anew, from the tables in the code'
	@echo 'make bench-followers  what /health takes beside 40 and 200 who follow the events'
	@echo 'make bench-sale  how long a whole sale takes without a screen, beside its bare calls'
	@echo 'make bench-memory  how the memory grows over 400,000 calls'
	@echo 'make translations  read the words of the screens anew, and compile their Chinese'
	@echo 'make clean      remove .venv, caches and everything that was made'
	@echo
	@echo 'Each sets up what it needs. PYTHON=python3.12 chooses the Python (3.11 to 3.13).'

set-up:
	@$(PYTHON) tools/prepare.py gui

set-up-tests:
	@$(PYTHON) tools/prepare.py gui test

demo: set-up
	$(VENV) run_demo.py

lint: set-up-tests
	$(VENV) -m ruff check
	$(VENV) -m ruff format --check
	$(VENV) -m mypy

test: lint
	@set -e; for level in $(LEVELS); do echo; echo "== $$level"; $(VENV) -m pytest --quiet -n 2 --dist loadfile tests/$$level; done
	@echo; echo "== e2e"; $(VENV) -m pytest --quiet tests/e2e

test-long: set-up-tests
	@set -e; for round in 1 2 3 4 5; do echo "== round $$round"; LAB_ALL_SCREENS=yes $(VENV) -m pytest --quiet tests/gui tests/e2e; done
	LAB_KILLS=50 $(VENV) -m pytest --quiet tests/e2e/test_kill_under_load.py
	LAB_FUZZ_EXAMPLES=50 $(VENV) -m pytest --quiet tests/e2e/test_openapi_fuzz.py

fuzz: set-up-tests
	LAB_FUZZ_EXAMPLES=300 $(VENV) -m pytest --quiet tests/e2e/test_openapi_fuzz.py

screens: set-up
	$(VENV) -m kiosk_app.gallery screens
	$(VENV) -m station_app.gallery screens

state-machines: set-up
	$(VENV) -m tools.state_machines

translations: set-up
	@for app in kiosk station; do \
		.venv/bin/pyside6-lupdate -extensions py,qml -locations none -no-obsolete \
			$${app}_app qtkit -ts assets/translations/$${app}_zh_CN.ts; \
		.venv/bin/pyside6-lrelease assets/translations/$${app}_zh_CN.ts; \
	done

bench-api: set-up-tests
	$(VENV) -m benchmarks.api

bench-faults: set-up-tests
	$(VENV) -m benchmarks.faults

bench-pairs: set-up-tests
	$(VENV) -m benchmarks.pairs --base $(BASE)

bench-start: set-up-tests
	QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(VENV) -m benchmarks.time_to_code

bench-clock: set-up-tests
	$(VENV) -m benchmarks.clock

bench-snapshots: set-up-tests
	$(VENV) -m benchmarks.snapshots

bench-followers: set-up-tests
	$(VENV) -m benchmarks.followers

bench-memory: set-up-tests
	$(VENV) -m benchmarks.memory

bench-sale: set-up-tests
	$(VENV) -m benchmarks.sale

clean:
	rm -rf .venv build demo-output screens .mypy_cache .ruff_cache .pytest_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
