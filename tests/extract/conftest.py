"""What every test of an extractor starts from: the repository's tables, and a post taken apart."""

from pathlib import Path

from hrkg.extract.post import read
from hrkg.lexicon import Lexicon, load_lexicon
from hrkg.model import Reading
from hrkg.read.archive import make_post

_ROOT = Path(__file__).resolve().parents[2]

LEXICON: Lexicon = load_lexicon(_ROOT / "data" / "authority", _ROOT / "ontology")


def a_reading(text: str, published: str = "2024-05-06", title: str = "A post") -> Reading:
    """The reading of a post with this body; offsets count in `reading.post.text`, which begins with the title."""
    return read(make_post(title=title, published=published, body=text, place="a test"), LEXICON)
