"""`/` and `/examples`: what this is, its figures, the newest statements, and where to go."""

from flask import Blueprint, Response, render_template

from hrkg.web.negotiate import HTML
from hrkg.web.queries.examples import load_examples
from hrkg.web.queries.lists import KINDS, find_page
from hrkg.web.queries.reader import Reader
from hrkg.web.queries.things import Things
from hrkg.web.reply import chosen_of, reply
from hrkg.web.state import served

home = Blueprint("home", __name__)
_NEWEST = 5


@home.route("/")
def index() -> Response:
    """The first page."""
    now = served()
    things = Things(Reader(now.store), now.iris)

    def make() -> str:
        newest = find_page(things, KINDS["statement"], 1, size=_NEWEST)
        return render_template("home.html", manifest=now.snapshot.manifest, newest=newest.items)

    return reply(now.version, chosen_of((HTML,)), make)


@home.route("/examples")
def examples() -> Response:
    """The example queries, each one runnable."""
    now = served()
    return reply(
        now.version,
        chosen_of((HTML,)),
        lambda: render_template("examples.html", examples=load_examples(now.settings.queries)),
    )
