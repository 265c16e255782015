"""Wikidata, asked by its action API: what a name may stand for, and what is told of an item."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from hrkg.net import Client

API = "https://www.wikidata.org/w/api.php"
LANGUAGES = ("en", "mul", "fr", "es", "ar", "ru", "de", "pt")  # 'mul': names that are one in all languages
_AT_ONCE = 50  # items of one request, the most that the API gives to all
_MAXLAG = "5"  # seconds that the copies of its database may be behind, as its etiquette asks
_ID = re.compile(r"Q[1-9]\d*")
HUMAN = "Q5"
NO_THINGS = frozenset(("Q4167410", "Q4167836", "Q11266439", "Q22808320"))  # pages that only sort or tell apart pages


@dataclass(frozen=True, slots=True)
class Item:
    """An item: names in all of `LANGUAGES`, the classes, countries and citizenships that it states as ids, websites."""

    id: str
    label: str
    description: str
    names: tuple[str, ...]
    classes: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    websites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wikidata:
    """The API at an address."""

    client: Client
    api: str = API

    def search(self, name: str, *, language: str = "en", limit: int = 7) -> list[str]:
        """The ids of the items that a name finds, the likeliest first."""
        parameters = {"search": name, "language": language, "uselang": "en", "limit": str(limit)}
        found = self._ask("wbsearchentities", "search", list, **parameters)
        ids = (str(hit.get("id")) for hit in found if isinstance(hit, dict))
        return [identifier for identifier in ids if _ID.fullmatch(identifier)]

    def items(self, ids: Iterable[str]) -> dict[str, Item]:
        """The items of ids; one that was merged into another is told under the id that was asked for, and one that was
        deleted is not told."""
        found: dict[str, Item] = {}
        waiting = iter(dict.fromkeys(ids))
        while some := tuple(islice(waiting, _AT_ONCE)):
            entities = self._ask(
                "wbgetentities",
                "entities",
                dict,
                ids="|".join(some),
                props="labels|aliases|descriptions|claims",
                languages="|".join(LANGUAGES),
            )
            for asked, entity in entities.items():
                if "missing" not in entity and _ID.fullmatch(str(entity.get("id"))):
                    found[entity.get("redirects", {}).get("from", asked)] = _item(entity)
        return found

    def _ask(self, action: str, member: str, kind: type, **parameters: str) -> Any:
        """What stands under a member of the answer, which must be of a kind. Raises NetError."""

        def refused(told: Any) -> str | None:
            if not isinstance(told, dict) or "error" in told:
                reason = told["error"].get("info", "") if isinstance(told, dict) else ""
                return f"the API refuses: {reason or told}"
            return None if isinstance(told.get(member), kind) else f"an answer without '{member}'"

        asked = {**parameters, "action": action, "format": "json", "maxlag": _MAXLAG}
        return self.client.get_json(self.api, asked, busy=_lag, refused=refused)[member]


def _lag(told: Any) -> str | None:
    error = told.get("error", {}) if isinstance(told, dict) else {}
    return str(error.get("info", "maxlag")) if error.get("code") in ("maxlag", "ratelimited", "readonly") else None


def _item(entity: dict[str, Any]) -> Item:
    labels = [entity.get("labels", {}).get(language, {}).get("value") for language in LANGUAGES]
    aliases = [a["value"] for language in LANGUAGES for a in entity.get("aliases", {}).get(language, ())]
    names = tuple(dict.fromkeys(filter(None, (*labels, *aliases))))
    description = entity.get("descriptions", {}).get("en", {}).get("value", "")
    return Item(
        str(entity["id"]),
        names[0] if names else str(entity["id"]),
        description,
        names,
        frozenset(_ids(entity, "P31")),
        frozenset((*_ids(entity, "P17"), *_ids(entity, "P27"))),
        tuple(str(value) for value in _values(entity, "P856")),
    )


def _ids(entity: dict[str, Any], of: str) -> Iterator[str]:
    return (value["id"] for value in _values(entity, of) if isinstance(value, dict) and "id" in value)


def _values(entity: dict[str, Any], of: str) -> Iterator[Any]:
    """The values of the statements of a property that are not deprecated."""
    for statement in entity.get("claims", {}).get(of, ()):
        snak = statement.get("mainsnak", {})
        if statement.get("rank") != "deprecated" and snak.get("snaktype") == "value":
            yield snak["datavalue"]["value"]
