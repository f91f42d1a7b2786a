"""What a request lacks, as what came of it tells."""

import pytest

from coop.heads import MOST_OF_BODY, MOST_OF_HEAD, has_long_body, lacking

LONG = MOST_OF_BODY + 1


def post(*lines, body=b""):
    return b"\r\n".join((b"POST / HTTP/1.1", b"Host: localhost", *lines, b"", body))


@pytest.mark.parametrize(
    ("came", "lacks", "is_long"),
    [
        (b"", 1, False),
        (b"\r\n\r\n", 1, False),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n", 1, False),
        (post(), 0, False),
        (post(b"Content-Length: 5"), 5, False),
        (post(b"content-length:5 ", body=b"abc"), 2, False),
        (post(b"Content-Length: 5", body=b"abcde"), 0, False),
        (post(b"Content-Length: 5", body=b"abcdeGET /"), 0, False),
        (post(b"X: y", b"Content-Length: 0"), 0, False),
        (post(body=b"\r\nContent-Length: 5\r\n"), 0, False),
        (post(b"Content-Length: %d" % MOST_OF_BODY), MOST_OF_BODY, False),
        (post(b"Content-Length: %d" % LONG), 0, True),
        (post(b"Content-Length: " + 5000 * b"9"), 0, True),
        (post(b"Content-Length: 5", b"Content-Length: 500000"), 0, True),
        (post(b"Content-Length: -5"), 0, True),
        (post(b"Transfer-Encoding: chunked"), 0, True),
        (post(b"Content-Length: 5", b"Expect: 100-continue"), 0, True),
        (post(b"X: " + MOST_OF_HEAD * b"y"), 1, False),
    ],
    ids=[
        "nothing",
        "empty lines",
        "half a head",
        "no body",
        "none of its body",
        "half its body",
        "all of its body",
        "more than its body",
        "empty body",
        "length within the body",
        "longest body that is waited for",
        "long body",
        "longer than any",
        "two lengths",
        "no number",
        "length told as it comes",
        "sent once the server asks for it",
        "long head",
    ],
)
def test_what_a_request_lacks(came, lacks, is_long):
    assert (lacking(came), has_long_body(came)) == (lacks, is_long)
