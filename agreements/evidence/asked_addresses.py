"""Asks addresses of pages elsewhere whether they still answer: a few at a time, and politely.

Only public hosts are asked, wherever an address leads on to: a redirect, or a name that its owner
points to a machine beside this one, reaches nothing that readers could not.
"""

import socket
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from ssl import SSLSocket, create_default_context
from urllib.parse import quote, urljoin, urlsplit

AGENT = "Coop-link-check/1.0 (asks whether a cited page is still there)"
# In seconds: for a connection and for an answer, and between two questions to one host.
PATIENCE, PAUSE = 10, 1
HOSTS_AT_ONCE = 4
MAX_HOPS = 5
LONGEST_SAID = 200


class NotPublicError(OSError):
    """A host that is this machine, or one beside it."""


@dataclass(frozen=True)
class Told:
    """What an address answered: a status of HTTP, or why there was no connection."""

    address: str
    status: int | None = None
    moved_to: str = ""
    said: str = ""


@dataclass(frozen=True)
class Manners:
    """How addresses are asked; only tests ask machines that are not public."""

    patience: float = PATIENCE
    pause: float = PAUSE
    may_ask_private: bool = False


def ask_all(addresses: Iterable[str], manners: Manners = Manners()) -> Iterator[Told]:
    """Yield what each address answers; the addresses of one host are asked one after the other."""
    by_host = defaultdict(list)
    for address in addresses:
        by_host[_host(address)].append(address)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for told in pool.map(lambda asked: _ask_host(asked, manners), by_host.values()):
            yield from told


def _ask_host(addresses: list[str], manners: Manners) -> list[Told]:
    told = []
    for number, address in enumerate(addresses):
        time.sleep(manners.pause if number else 0)
        told.append(ask(address, manners))
    return told


def ask(address: str, manners: Manners = Manners()) -> Told:
    """Return what one address answers, at the end of all that it leads on to."""
    at = address
    try:
        for _hop in range(MAX_HOPS + 1):
            status, leads_to = _answer(at, manners)
            if not leads_to:
                return Told(address, status, at if at != address else "")
            at = urljoin(at, leads_to)
        return Told(address, said="It leads on and on.")
    except (OSError, HTTPException, ValueError) as error:
        return Told(address, said=(str(error) or type(error).__name__)[:LONGEST_SAID])


def _answer(address: str, manners: Manners) -> tuple[int, str]:
    """Return the status, and to where an address leads on; some hosts answer GET only."""
    for method in ("HEAD", "GET"):
        status, leads_to = _request(method, address, manners)
        if status < HTTPStatus.BAD_REQUEST:
            break
    return status, leads_to


def _request(method: str, address: str, manners: Manners) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("It is no address of a page.")
    connection = _connection(parts, manners)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
    try:
        connection.request(method, f"{path}{query}", headers={"User-Agent": AGENT})
        response: HTTPResponse = connection.getresponse()
        is_redirect = HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST
        return response.status, response.headers.get("Location", "") if is_redirect else ""
    finally:
        connection.close()


def _connection(parts, manners: Manners) -> HTTPConnection:
    """Return a connection to a host, made to the very machine that was found to be public."""
    host = parts.hostname.encode("idna").decode("ascii")
    is_safe = parts.scheme == "https"
    port = parts.port or (443 if is_safe else 80)
    plain = socket.create_connection(_machine(host, port, manners), manners.patience)
    made = (HTTPSConnection if is_safe else HTTPConnection)(host, port, timeout=manners.patience)
    made.sock = _secured(plain, host) if is_safe else plain
    return made


def _secured(plain: socket.socket, host: str) -> SSLSocket:
    try:
        return create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


def _machine(host: str, port: int, manners: Manners) -> tuple[str, int]:
    """Return the machine and the port of a host; refuse one that is not public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    machines = [entry[4][0].partition("%")[0] for entry in found]
    if not manners.may_ask_private and not all(ip_address(one).is_global for one in machines):
        raise NotPublicError("Only one's own network has this address.")
    return machines[0], port


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
