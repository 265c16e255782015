"""Answers of one snapshot that were given lately, to give them again."""

import re
import threading
from collections import OrderedDict

from hrkg.web.engine import Question
from hrkg.web.workers import Answer

_LARGEST = 8  # answers of more than one part in so many are not kept: they would drive out all others
# The same query may answer otherwise the next time.
_WORDS = ("NOW", "RAND", "UUID", "BNODE")
_VOLATILE = re.compile(r"\b(NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)


def is_volatile(query: str) -> bool:
    """Whether the text may call what answers otherwise each time."""
    capitals = query.upper()
    return any(word in capitals for word in _WORDS) and _VOLATILE.search(query) is not None


class Cache:
    """Whole answers by question, at most so many bytes of them, questions included; the least lately asked for goes
    first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[Question, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def get(self, question: Question) -> Answer | None:
        """The answer, None where it is not kept."""
        with self._lock:
            answer = self._kept.get(question)
            if answer is not None:
                self._kept.move_to_end(question)
            return answer

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer, where it is in memory, not too large, and will be the same again."""
        size = _size(question, answer)
        if answer.file is not None or size > self._capacity // _LARGEST or is_volatile(question.query):
            return
        with self._lock:
            if question not in self._kept:
                self._kept[question] = answer
                self.size += size
            while self.size > self._capacity:
                self.size -= _size(*self._kept.popitem(last=False))


def _size(question: Question, answer: Answer) -> int:
    return len(question.query.encode()) + answer.size
