# make site: the main job. make serve: the same with live reload. make test: everything that can fail.
# make bench: how fast it is, beside what one would otherwise use.
# Each target sets up what it needs in .venv; nothing is installed outside this folder but what
# tests/tools.sh says.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# make setup: what the others need, and nothing more.
.PHONY: setup site serve test bench clean

setup: $(VENV)/.installed

site: $(VENV)/.installed
	$(BIN)/toolkit build

serve: $(VENV)/.installed
	$(BIN)/toolkit serve

test: $(VENV)/.tested
	$(BIN)/python -m pytest --numprocesses auto

# Peers are installed in a folder of their own, build/bench/peers, by the measurements themselves.
bench: $(VENV)/.installed
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build site

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 3; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 3; }
	$(PIP) --editable .
	@# As packages are: else each process would compile it again where Python may write no bytecode by itself.
	@$(BIN)/python -m compileall -q toolkit
	@touch $@

$(VENV)/.tested: $(VENV)/.installed tests/tools.sh
	$(PIP) --editable '.[test]'
	sh tests/tools.sh $(VENV)
	@touch $@
