"""Benchmarks: figures of hrkg beside those of its peers and of the bare engine, in one run. How to read them: README.md."""
