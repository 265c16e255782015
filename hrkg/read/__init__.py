"""Readers: the bytes of one kind of source become Posts. The kind is told by content (source.py)."""
