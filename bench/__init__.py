"""Benchmarks: figures of hrkg beside those of its peers and of the bare engine; README.md tells how to read them."""
