"""The parts that a reader found -> a Post: its key, its normal text, its links."""

import hashlib
import re

from hrkg.model import Post
from hrkg.text.blocks import links_in
from hrkg.text.normal import normal_text, slug

# mc_eid names one reader of a newsletter; the others tell where a reader came from.
_TRACKER = re.compile(r"(?<=[?&])(?:utm_\w+|mc_cid|mc_eid|fbclid|gclid)=[^&#]*&?")
# What an address may hold by RFC 3987; a stray '{' or '|' of a blog is percent-encoded.
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\[\]\ue000-\uf8ff]|%(?![0-9A-Fa-f]{2})")


def clean_link(link: str) -> str:
    """An address without the parameters that track a reader, and with every character that no IRI can hold encoded."""
    link = re.sub(r"[?&]+(?=#|$)", "", _TRACKER.sub("", link))
    return _NOT_IN_IRI.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode()), link)


def make_post(*, title: str, published: str, body: str, place: str) -> Post:
    """A post from its parts. Its key is the date and the slug of the title, or of the text's digest where a title has
    no letter that a slug can hold. `published` is a full date."""
    text = normal_text(title, body)
    name = slug(title) or hashlib.sha256(text.encode()).hexdigest()[:12]
    links = dict.fromkeys(clean_link(link) for link in links_in(text))
    return Post(f"{published}-{name}", text.partition("\n")[0], published, text, tuple(links), place=place)
