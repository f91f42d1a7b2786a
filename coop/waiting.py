"""Requests that wait for a thread: a limited number, and editors not behind a crowd of readers."""

import re
from collections import deque

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agreements.language_paths import language_of

# Of each process: how many wait, and how many of those that crowds must not shut out.
MOST, MOST_URGENT = 64, 16
# In seconds: when to ask again.
LATER = 5
# The address in the first line of a request.
ASKED = re.compile(rb"\A[A-Z]+ (/[^ ?]*)")
# The screens of editors, and what machines ask.
URGENT = re.compile(r"/(admin/|(healthz|readyz|metrics)\Z)")


class Waiting:
    """Two queues, from which is taken in turns: a crowd in one delays the other little."""

    def __init__(self):
        self._usual, self._urgent = deque(), deque()
        self._is_turn_of_urgent = True

    def __len__(self):
        return len(self._usual) + len(self._urgent)

    def add(self, waiting, head):
        """Have something wait, by the beginning of its request; return whether there is room."""
        is_urgent = bool(URGENT.match(address_in(head)))
        queue, most = (self._urgent, MOST_URGENT) if is_urgent else (self._usual, MOST)
        if len(queue) >= most:
            return False
        queue.append(waiting)
        return True

    def next(self):
        """Return what waits longest, of the two queues in turns."""
        queues = [self._usual, self._urgent]
        first = queues[self._is_turn_of_urgent] or queues[not self._is_turn_of_urgent]
        self._is_turn_of_urgent = not self._is_turn_of_urgent
        return first.popleft()


def address_in(head):
    """Return the path that the beginning of a request asks for, "" where it is none."""
    found = ASKED.match(head)
    return found[1].decode("ascii", "replace") if found else ""


def no_room(head):
    """Return the bytes that answer a request for which there is no room."""
    sentence = _("Too many are asking at this moment. Ask again in some seconds.")
    return refusal(head, "503 Service Unavailable", sentence, f"Retry-After: {LATER}")


def too_long(head):
    """Return the bytes that answer a request whose head has no end."""
    sentence = _("This request is too long. Choose fewer values, or delete this site's cookies.")
    return refusal(head, "431 Request Header Fields Too Large", sentence)


def refusal(head, status, sentence, *headers):
    with override(language_of(address_in(head))):
        body = f"{sentence}\n".encode()
    lines = (
        f"HTTP/1.1 {status}",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        *headers,
        "Cache-Control: no-store",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode() + body
