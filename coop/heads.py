"""The head of the next request of a connection, while it lies where no thread has read it yet."""

from contextlib import suppress
from socket import AF_UNIX, MSG_DONTWAIT, MSG_PEEK

MOST_OF_HEAD = 32768
END_OF_HEAD = b"\r\n\r\n"


def shows_heads(conn):
    """Return whether what comes can be told; by a file come proxies, with whole requests."""
    return not conn.cfg.is_ssl and conn.sock.family != AF_UNIX


def read_ahead(conn):
    """Return what was read behind the request before."""
    return conn.parser.unreader.buf.getvalue() if conn.parser else b""


def head_of(conn):
    """Return the beginning of what came over a connection, and leave it there."""
    head = read_ahead(conn)
    with suppress(OSError):
        head += conn.sock.recv(MOST_OF_HEAD, MSG_PEEK | MSG_DONTWAIT)
    return head


def has_end(head):
    # Empty lines before a request are no end of its head.
    return END_OF_HEAD in head.lstrip(b"\r\n")
