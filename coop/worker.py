"""How gunicorn waits for what is sent to it, so that whoever sends nothing keeps nobody out."""

import selectors
import struct
import time
from functools import partial
from socket import SO_RCVTIMEO, SO_SNDTIMEO, SOL_SOCKET

from gunicorn.workers.gthread import ThreadWorker

SECONDS = 5


class PatientWorker(ThreadWorker):
    """Gives a connection one of its few threads only once something came over it.

    gunicorn's own worker waits for the first byte within a thread, and without end for the rest
    of a request: some sockets that send nothing, as browsers open them on suspicion, stop it. So
    does whoever asks for a long file and reads nothing of it, which here ends the connection.
    """

    seconds_to_take = 30

    def enqueue_req(self, conn):
        """Have a thread answer a connection; a new one waits outside, for some seconds."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        for limit, seconds in ((SO_RCVTIMEO, SECONDS), (SO_SNDTIMEO, self.seconds_to_take)):
            conn.sock.setsockopt(SOL_SOCKET, limit, struct.pack("ll", seconds, 0))
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + SECONDS
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)
