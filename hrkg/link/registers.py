"""What an identifier in `data/authority/identifiers.tsv` tells of a thing, by the register that gave it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"


@dataclass(frozen=True, slots=True)
class Register:
    """A register: what its identifiers look like, and the address of one ('{}' stands for it).

    tells: 'same_as' where the address is an IRI of the thing, 'homepages' of its own site, 'pages' of a page of the
    register on it. coded: whether the identifier is also used as it stands, as the symbol of a document is.
    """

    pattern: re.Pattern[str]
    address: str
    tells: str
    coded: bool = False


_DIGEST = (
    "https://www.trueheroesfilms.org/thedigest"  # of human rights awards and their laureates, by True Heroes Films
)
REGISTERS = {
    "ror": Register(re.compile(r"0[a-hj-km-np-tv-z0-9]{6}\d\d"), "https://ror.org/{}", "same_as"),
    "thf-award": Register(re.compile(_UUID), f"{_DIGEST}/awards/{{}}", "pages"),
    "thf-laureate": Register(re.compile(_UUID), f"{_DIGEST}/laureates/{{}}", "pages"),
    "un-document": Register(re.compile(r"[A-Z]+(?:/[A-Z0-9.()]+)+"), "https://undocs.org/{}", "pages", coded=True),
    "website": Register(re.compile(r"https?://[\w.-]+(?:/[\w./-]*)?"), "{}", "homepages"),
}


@dataclass(slots=True)
class Registered:
    """What all identifiers of one thing tell."""

    same_as: list[str] = field(default_factory=list)
    homepages: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def registered(identifiers: Iterable[tuple[str, str]]) -> Registered:
    """What (register, identifier) pairs tell of their thing. Raises KeyError for a register that is not known."""
    found = Registered()
    for name, identifier in identifiers:
        register = REGISTERS[name]
        getattr(found, register.tells).append(register.address.format(identifier))
        if register.coded:
            found.codes.append(identifier)
    return found
