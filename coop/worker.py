"""How gunicorn waits for what is sent to it, so that whoever sends nothing keeps nobody out."""

import selectors
import struct
import time
from bisect import insort
from collections import deque
from contextlib import suppress
from functools import partial
from operator import attrgetter
from socket import MSG_DONTWAIT, SHUT_WR, SO_RCVLOWAT, SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET

from gunicorn.workers.gthread import ThreadWorker

from .heads import (
    MOST_OF_HEAD,
    came_of,
    has_head,
    has_long_body,
    lacking,
    read_ahead,
    shows_requests,
)

SECONDS = 5


class PatientWorker(ThreadWorker):
    """Gives a connection one of its few threads only once a request came over it.

    gunicorn's own worker waits for the first byte within a thread, and without end for the rest
    of a request: some sockets that send nothing, as browsers open them on suspicion, stop it. So
    does whoever sends a head or a form byte by byte, whoever asks for a long file and reads
    nothing of it, which here ends the connection, and whoever does not hang up once all is said,
    for which it waits in the one thread that accepts. Where too many ask, it lets them wait
    without end; here those for whom there is no room are told so at once.

    A long body is read by a thread, as it comes: all threads of a process but one may do so.
    """

    seconds_to_send = seconds_to_take = 30

    def load_wsgi(self):
        super().load_wsgi()
        from .waiting import Waiting, no_room, too_long  # noqa: PLC0415, it needs the settings

        self.waiting, self.no_room, self.too_long = Waiting(), no_room, too_long
        self.answering, self.reading, self.parting = 0, 0, deque()

    def enqueue_req(self, conn):
        """Have a thread answer a connection; without a request it waits outside, for seconds."""
        came = b""
        if not (conn.initialized or conn.data_ready):
            self.limit(conn)
            self.await_request(conn)
        elif shows_requests(conn) and lacking(came := came_of(conn)):
            self.await_request(conn)
        elif not self.admit(conn, came):
            self.refuse(conn, self.no_room(came))

    def admit(self, conn, came):
        """Have a request answered, or wait for that; return whether there is room."""
        conn.is_long = has_long_body(came)
        if conn.is_long and self.reading >= max(self.cfg.threads - 1, 1):
            return False
        if self.answering < self.cfg.threads:
            self.answer(conn)
        elif not self.waiting.add(conn, came):
            return False
        self.reading += conn.is_long
        return True

    def limit(self, conn):
        for limit, seconds in ((SO_RCVTIMEO, SECONDS), (SO_SNDTIMEO, self.seconds_to_take)):
            conn.sock.setsockopt(SOL_SOCKET, limit, struct.pack("ll", seconds, 0))
        conn.close = partial(self.part_with, conn)

    def await_request(self, conn):
        conn.sock.setblocking(False)
        conn.began, conn.came = time.monotonic(), len(read_ahead(conn))
        self.keep(conn, SECONDS)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def keep(self, conn, seconds):
        """Keep a connection for so long; those whose time ends first stand first."""
        conn.timeout = conn.began + seconds
        insort(self.pending_conns, conn, key=attrgetter("timeout"))

    def on_pending_socket_readable(self, conn, client):
        """Have a connection answered whose request is whole."""
        if shows_requests(conn) and lacking(came := came_of(conn)):
            self.await_rest(conn, came)
        else:
            conn.sock.setsockopt(SOL_SOCKET, SO_RCVLOWAT, 1)
            super().on_pending_socket_readable(conn, client)

    def await_rest(self, conn, came):
        """Wait for more than what came; where nothing more did, the other end hung up."""
        self.pending_conns.remove(conn)
        if len(came) == conn.came:
            self.leave(conn)
        elif len(came) >= MOST_OF_HEAD and not has_head(came):
            self.poller.unregister(conn.sock)
            self.refuse(conn, self.too_long(came))
        else:
            conn.came = len(came)
            more = len(came) - len(read_ahead(conn)) + lacking(came)
            conn.sock.setsockopt(SOL_SOCKET, SO_RCVLOWAT, more)
            self.keep(conn, self.seconds_to_send if has_head(came) else SECONDS)

    def refuse(self, conn, answer):
        with suppress(OSError):
            conn.sock.send(answer, MSG_DONTWAIT)
        self.nr_conns -= 1
        self.part_with(conn, graceful=True)

    def answer(self, conn):
        self.answering += 1
        super().enqueue_req(conn)

    def finish_request(self, conn, fs):
        """Take leave of a connection that was answered, and have those answered that wait."""
        self.answering -= 1
        self.reading -= conn.is_long
        super().finish_request(conn, fs)
        while self.waiting and self.answering < self.cfg.threads:
            self.answer(self.waiting.next())

    def part_with(self, conn, graceful=False):
        """Close a connection, a graceful one once its other end did so too, or after some seconds.

        Were it closed before, what was sent last could be lost.
        """
        if graceful:
            with suppress(OSError, ValueError, KeyError):
                conn.sock.shutdown(SHUT_WR)
                conn.sock.setblocking(False)
                readable = partial(self.on_parting_socket_readable, conn)
                self.poller.register(conn.sock, selectors.EVENT_READ, readable)
                conn.timeout = time.monotonic() + SECONDS
                self.parting.append(conn)
                self.nr_conns += 1
                return
        type(conn).close(conn)

    def on_parting_socket_readable(self, conn, _client):
        try:
            if conn.sock.recv(MOST_OF_HEAD):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.parting.remove(conn)
        self.leave(conn)

    def murder_pending(self):
        """Close connections over which nothing came, or which did not hang up."""
        super().murder_pending()
        while self.parting and self.parting[0].timeout <= time.monotonic():
            self.leave(self.parting.popleft())

    def leave(self, conn):
        with suppress(OSError, ValueError, KeyError):
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        type(conn).close(conn)
