"""What came of the next request of a connection, while it lies where no thread has read it yet."""

import re
from contextlib import suppress
from math import inf
from socket import AF_UNIX, MSG_DONTWAIT, MSG_PEEK

MOST_OF_HEAD, MOST_OF_BODY = 32768, 65536
END_OF_HEAD = b"\r\n\r\n"
# What a head tells of the body behind it: its length, in few digits, or anything else.
OF_BODY = re.compile(
    rb"\r\n(?:Content-Length:[ \t]*([0-9]{1,5})[ \t]*(?=\r\n)"
    rb"|(?:Content-Length|Transfer-Encoding|Expect):)",
    re.IGNORECASE,
)


def shows_requests(conn):
    """Return whether what comes can be told; by a file come proxies, with whole requests."""
    return not conn.cfg.is_ssl and conn.sock.family != AF_UNIX


def read_ahead(conn):
    """Return what was read behind the request before."""
    return conn.parser.unreader.buf.getvalue() if conn.parser else b""


def came_of(conn):
    """Return the beginning of what came over a connection, and leave it there."""
    came = read_ahead(conn)
    with suppress(OSError):
        came += conn.sock.recv(MOST_OF_HEAD + MOST_OF_BODY, MSG_PEEK | MSG_DONTWAIT)
    return came


def parts_of(came):
    """Return the head of a request with its end, empty without one, and what came behind it."""
    # Empty lines before a request are no end of its head.
    lines, end, body = came.lstrip(b"\r\n").partition(END_OF_HEAD)
    head = lines + end
    return (head, body) if end and len(head) <= MOST_OF_HEAD else (b"", b"")


def length_of_body(head):
    """Return how long the body of a request is, infinity where its head leaves that open."""
    return max((int(digits) if digits else inf for digits in OF_BODY.findall(head)), default=0)


def has_head(came):
    return bool(parts_of(came)[0])


def has_long_body(came):
    """Return whether a request's body is too long to lie where no thread reads it."""
    return length_of_body(parts_of(came)[0]) > MOST_OF_BODY


def lacking(came):
    """Return how many bytes at least have to come before a thread may take a request."""
    head, body = parts_of(came)
    if not head:
        return 1
    length = length_of_body(head)
    return max(length - len(body), 0) if length <= MOST_OF_BODY else 0
