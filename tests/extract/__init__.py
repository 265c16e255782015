"""Tests of the extractors: invented posts in, facts out."""
