"""The human-rights knowledge graph: posts in, a validated, evidence-backed linked-data graph out."""

__version__ = "0.1.0"
