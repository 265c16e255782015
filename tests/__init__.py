"""The tests of the project; the folders mirror hrkg/."""
