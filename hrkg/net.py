"""The one door to the network: HTTP GET, polite, patient and cached."""

import email.utils
import hashlib
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hrkg import __version__
from hrkg.errors import NetError

# As Wikimedia's policy asks: who this is and where to find them (https://meta.wikimedia.org/wiki/User-Agent_policy).
AGENT = f"hrkg/{__version__} (https://w3id.org/hrkg/; links judged by people) Python-urllib"
_BUSY = frozenset((429, 500, 502, 503, 504))
_LARGEST = 50_000_000  # bytes of an answer
_LONGEST_WAIT = 120.0  # seconds that a server may make us wait
# Nothing but HTTP, wherever a server may redirect to.
_HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPErrorProcessor,
    urllib.request.UnknownHandler,
)


class _BusyError(Exception):
    """A server that may answer later; seconds: when, as it says."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


@dataclass
class Client:
    """Asks at most once in `pause` seconds, again when a server is busy (as long as its Retry-After says, else twice as
    long each time), and nothing twice that it keeps in the folder `cache` and that is not older than `keep` seconds.

    sleep, clock and now are the time's, to be replaced in tests.
    """

    cache: Path | None = None
    keep: float = 14 * 86400.0
    pause: float = 1.0
    timeout: float = 30.0
    tries: int = 5
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    _next: float = field(default=0.0, init=False)

    def get_json(
        self,
        url: str,
        parameters: Mapping[str, str],
        *,
        busy: Callable[[Any], str | None] = lambda told: None,
        refused: Callable[[Any], str | None] = lambda told: None,
    ) -> Any:
        """The JSON that an address answers with.

        busy: why an answer only says 'later' (as MediaWiki does with 'maxlag' under status 200); refused: why it is no
        answer at all; each None where it is one. Only answers are kept.
        Raises NetError with address and reason when the last try has failed, or at once where trying again is no use.
        """
        address = f"{url}?{urllib.parse.urlencode(sorted(parameters.items()))}"
        kept = self.cache / f"{hashlib.sha256(address.encode()).hexdigest()}.json" if self.cache else None
        if kept is not None and (told := self._kept(kept)) is not None:
            return told
        reason = "never tried"
        for number in range(self.tries):
            self._wait()
            try:
                body, told = self._ask(address, busy)
            except _BusyError as error:
                reason = str(error)
                seconds = 2.0**number if error.seconds is None else error.seconds
                self._next = self.clock() + min(max(seconds, self.pause), _LONGEST_WAIT)
                continue
            if fault := refused(told):
                raise NetError(url, fault)
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                part = kept.with_suffix(".part")
                part.write_bytes(body)
                part.replace(kept)
            return told
        raise NetError(url, f"no answer in {self.tries} tries, the last time: {reason}")

    def _kept(self, path: Path) -> Any:
        """The answer in a file; None where there is none, or one that is too old or spoilt."""
        try:
            return json.loads(path.read_bytes()) if self.now() - path.stat().st_mtime <= self.keep else None
        except (FileNotFoundError, ValueError):
            return None

    def _wait(self) -> None:
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
        self._next = max(now, self._next) + self.pause

    def _ask(self, address: str, busy: Callable[[Any], str | None]) -> tuple[bytes, Any]:
        opener = urllib.request.OpenerDirector()
        for handler in _HANDLERS:
            opener.add_handler(handler())
        place = address.partition("?")[0]
        request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept": "application/json"})
        try:
            with opener.open(request, timeout=self.timeout) as response:
                body = response.read(_LARGEST + 1)
                wait = _seconds(response.headers.get("Retry-After"))
                length = response.headers.get("Content-Length", "")
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _BUSY:
                    raise _BusyError(f"status {error.code}", _seconds(error.headers.get("Retry-After"))) from error
            raise NetError(place, f"status {error.code}") from error
        except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
            raise _BusyError(f"{type(error).__name__}: {error}") from error
        if len(body) > _LARGEST:
            raise NetError(place, f"an answer of more than {_LARGEST} bytes")
        if length.isdecimal() and len(body) < int(length):
            raise _BusyError(f"the answer was cut after {len(body)} of {length} bytes")
        try:
            told = json.loads(body)
        except ValueError as error:
            raise _BusyError("the answer is no whole JSON") from error
        if reason := busy(told):
            raise _BusyError(reason, wait)
        return body, told


def _seconds(retry_after: str | None) -> float | None:
    """The seconds of a Retry-After, which is a number or a date; None where it is neither."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        when = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
