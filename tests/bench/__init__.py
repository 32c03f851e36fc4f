"""Benchmarks, all in one run: `python3 -m tests.bench [PART …] [--quick] [--json FILE]`. See `__main__.py`."""
