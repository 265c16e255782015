"""`/statement/`, `/signatory/` and the like: simple lists, page by page."""

from flask import Blueprint, Response, render_template, request

from hrkg.errors import NotFoundError, UsageError
from hrkg.web.negotiate import HTML
from hrkg.web.queries.lists import KINDS, find_page
from hrkg.web.queries.reader import Reader
from hrkg.web.queries.things import Things
from hrkg.web.reply import chosen_of, reply
from hrkg.web.state import served

lists = Blueprint("lists", __name__)
PAGE = 50  # things on a page


@lists.route("/<any({}):name>/".format(", ".join(KINDS)))
def listing(name: str) -> Response:
    """One page of a list; `page` counts from 1."""
    asked = request.args.get("page", "1")
    if not asked.isdecimal() or not 0 < int(asked) < 1_000_000:
        raise UsageError(f"'{asked}' is no number of a page")
    now = served()
    things = Things(Reader(now.store), now.iris)

    def make() -> str:
        page = find_page(things, KINDS[name], int(asked), size=PAGE)
        if page.number > page.pages:
            raise NotFoundError(f"the list has {page.pages} pages, and not {page.number}")
        return render_template("list.html", name=name, page=page)

    return reply(now.version, chosen_of((HTML,)), make)
