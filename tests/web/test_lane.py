"""Places are shared fairly between clients."""

import threading

from hrkg.web.lane import Lane
from tests.web.running import until


def queue_up(lane: Lane, *clients: str) -> tuple[list[str], list[threading.Thread]]:
    """Clients that wait one after another; whoever gets a place is written down and leaves at once."""
    served: list[str] = []

    def wait(client: str) -> None:
        assert lane.enter(client, timeout=10)
        served.append(client)
        lane.leave(client)

    threads = []
    for number, client in enumerate(clients):
        thread = threading.Thread(target=wait, args=(client,))
        thread.start()
        threads.append(thread)
        assert until(lambda number=number: len(lane._waiting) == number + 1)  # type: ignore[misc]
    return served, threads


def test_who_holds_fewer_places_goes_first() -> None:
    lane = Lane(2, share=2)
    assert lane.enter("heavy", timeout=0)
    assert lane.enter("other", timeout=0)
    served, threads = queue_up(lane, "heavy", "heavy", "light", "heavy")
    lane.leave("other")  # 'heavy' still holds one
    for thread in threads:
        thread.join(10)
    assert served == ["light", "heavy", "heavy", "heavy"]


def test_of_equals_who_has_waited_longest_goes_first() -> None:
    lane = Lane(1, share=1)
    assert lane.enter("x", timeout=0)
    served, threads = queue_up(lane, "c", "a", "b")
    lane.leave("x")
    for thread in threads:
        thread.join(10)
    assert served == ["c", "a", "b"]


def test_nobody_holds_more_than_a_share() -> None:
    lane = Lane(2, share=1)
    assert lane.enter("a", timeout=0)
    assert not lane.enter("a", timeout=0.01)
    assert lane.enter("b", timeout=0)
    assert not lane.enter("c", timeout=0.01)
    lane.leave("a")
    assert lane.enter("c", timeout=0)


def test_who_gives_up_takes_no_place() -> None:
    lane = Lane(1, share=1)
    assert lane.enter("a", timeout=0)
    assert not lane.enter("b", timeout=0.01)
    lane.leave("a")
    assert lane.enter("c", timeout=0)
    lane.leave("c")
    assert (lane._waiting, dict(lane._held)) == ([], {})
