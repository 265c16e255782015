"""Mappers: the facts of a linked post -> the quads of its named graph. They decide nothing; what a fact says is
settled before."""
