"""Tests of the tools for text."""
