"""The terms and the IRIs that we write: terms.py holds those of the vocabularies, iris.py mints our own."""
