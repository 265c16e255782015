"""What can go wrong, each error one clear line that says who must act."""

import re


class HrkgError(Exception):
    """Any fault that a person can mend; its text is one line with the value in quotes and the place."""

    exit_code = 2


class InputError(HrkgError):
    """The input cannot be read: `posts.txt:153: no date line after the title 'NGOs Call for ...'`."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class UsageError(HrkgError):
    """The command or the request was asked for in a way that cannot be served."""


class TableError(HrkgError):
    """A table of the project (authority, concepts, links) is broken at one line."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


class NotConformingError(HrkgError):
    """The data do not conform to the shapes; report: the W3C's report graph in Turtle, where it is told."""

    exit_code = 1

    def __init__(self, reason: str, report: str = "") -> None:
        super().__init__(reason)
        self.report = report


class ChangedError(HrkgError):
    """The data are not as the client knows them; version: the current one."""

    def __init__(self, version: str) -> None:
        super().__init__(f"the data have changed: the current version is '{version}'")
        self.version = version


class ConditionError(HrkgError):
    """A condition that the client set on the graph that it writes does not hold."""


class NotFoundError(HrkgError):
    """What was asked for is not there."""

    exit_code = 1


class StoreError(HrkgError):
    """The store on disk cannot be opened, read or written."""


class NetError(HrkgError):
    """A server elsewhere gives no answer that can be used."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


class QueryError(HrkgError):
    """A SPARQL text cannot be parsed or evaluated; line and column count from 1 where the parser tells them."""

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column


_COMPLAINT = re.compile(r"(?s)error at (\d+):(\d+): (.*)")
_REASON = re.compile(r"[A-Z][A-Za-z]* [a-z][A-Za-z ]+")


def syntax_error(text: str, complaint: str) -> QueryError:
    """The complaint of pyoxigraph's parser in one line, with what stands at its place in the query.

    Of all that the parser would have taken there, only reasons in words ('Prefix not found') are told.
    """
    told = _COMPLAINT.match(complaint)
    if told is None:
        return QueryError(f"syntax error: {complaint}")
    line, column = int(told[1]), int(told[2])
    rest = "\n".join(text.split("\n")[line - 1 :])[column - 1 :].split()
    place = f"before '{' '.join(rest)[:40]}'" if rest else "at the end of the query"
    reason = _REASON.search(told[3])
    return QueryError(
        f"syntax error in line {line}, column {column}, {place}{': ' + reason[0] if reason else ''}", line, column
    )
