"""No file that broke off looks whole: served by gunicorn, alone and behind nginx."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

import pytest
from django.conf import settings
from django.db import connection

from tests.conftest import skip_without
from tests.factories import AgreementFactory
from tests.servers import address_of_database, free_port
from tests.views.held_states import is_free

ADDRESS = "/agreements.csv?sort=title&columns=title&bom=0"
WHOLE = b"title\r\na\r\nb\r\nc\r\nd\r\n"
PARTS = 4
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host localhost; {more} }}
  }}
}}
"""


@contextmanager
def running(command, port, **environment):
    """Run a server until the block ends; it is up once it takes connections."""
    with subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=settings.BASE_DIR, stderr=subprocess.DEVNULL
    ) as server:
        for _attempt in range(300):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
        server.terminate()


@pytest.fixture
def gunicorn(transactional_db):
    """The port of a register of four agreements, whose long files have a part for each."""
    for title in "abcd":
        AgreementFactory(title=title)
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "tests.views.breaking:application"),
        *("--worker-class", "tests.views.breaking.HastyWorker", "--threads", "4"),
        *("--bind", f"127.0.0.1:{port}", "--log-level", "critical"),
    ]
    with running(command, port, DATABASE_URL=address_of_database()) as port:
        yield port


@pytest.fixture(params=["", "proxy_http_version 1.1;"], ids=["usual", "HTTP/1.1"])
def nginx(request, gunicorn, tmp_path):
    """The port of nginx in front of the register, as it is set of itself or to HTTP/1.1."""
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    skip_without("nginx", is_there=path is not None)
    port, file = free_port(), tmp_path / "nginx.conf"
    file.write_text(NGINX.format(folder=tmp_path, port=port, behind=gunicorn, more=request.param))
    with running([path, "-c", str(file), "-p", str(tmp_path)], port) as port:
        yield port


def answer_of(port, whole_parts, version=11):
    """Return status and body of a file that breaks off after so many parts, None where it shows."""
    client = HTTPConnection("127.0.0.1", port, timeout=20)
    client._http_vsn, client._http_vsn_str = version, f"HTTP/{version / 10}"
    try:
        client.request("GET", ADDRESS, headers={"X-Break-After": whole_parts})
        answer = client.getresponse()
        return answer.status, answer.read()
    except (HTTPException, OSError):
        return None
    finally:
        client.close()


def looks_whole(answer):
    return answer is not None and answer[0] == 200


@pytest.mark.parametrize("version", [11, 10], ids=["HTTP/1.1", "HTTP/1.0"])
def test_file_that_broke_off_does_not_look_whole(gunicorn, version):
    broken = [answer_of(gunicorn, parts, version) for parts in range(PARTS)]

    assert answer_of(gunicorn, PARTS, version) == (200, WHOLE)
    assert [answer for answer in broken if looks_whole(answer)] == []
    assert is_free()


def test_file_that_broke_off_does_not_look_whole_behind_a_proxy(nginx):
    broken = [answer_of(nginx, parts) for parts in range(PARTS)]

    assert answer_of(nginx, PARTS) == (200, WHOLE)
    assert [answer for answer in broken if looks_whole(answer)] == []
    assert is_free()


def test_who_takes_nothing_is_cut_off_and_holds_no_state(gunicorn):
    with socket.create_connection(("127.0.0.1", gunicorn), timeout=20) as reader:
        request = f"GET {ADDRESS} HTTP/1.1\r\nHost: localhost\r\nX-Longer-By: 9000000\r\n\r\n"
        reader.sendall(request.encode())
        reader.recv(1)
        AgreementFactory()
        held = [not is_free()]
        while held[-1] and len(held) < 100:
            time.sleep(0.2)
            held.append(not is_free())

    assert (held[0], held[-1]) == (connection.vendor == "sqlite", False)
