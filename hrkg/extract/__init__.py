"""Extractors: one post's Reading and the Lexicon in, facts out, each with the span that says so. They know no RDF."""
