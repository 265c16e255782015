"""`make scores`: how good the extraction is on every corpus at hand, as tests/evaluate.py counts."""

import tempfile
from pathlib import Path

from tests.corpora import CORPORA, score


def main() -> None:
    """Print the table of each corpus; say which is not there."""
    with tempfile.TemporaryDirectory() as folder:
        for corpus in CORPORA:
            print(f"== {corpus.name}")
            if corpus.posts.exists():
                print(score(corpus, Path(folder))[0])
            else:
                print(f"skipped: {corpus.posts.name} stands outside the repository and is not at hand\n")


if __name__ == "__main__":
    main()
