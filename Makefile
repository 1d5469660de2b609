# Short names for what is done every day; each needs only python3.
.PHONY: demo test check lint format

demo:
	python3 manage.py demo

test check:
	python3 manage.py test

# The quick half of `make check`, once .venv is there.
lint:
	.venv/bin/ruff check .
	.venv/bin/lint-imports

format:
	.venv/bin/ruff format .
	.venv/bin/djade --target-version 5.2 $$(find templates -name '*.html')
