"""A release and its files in parts: whoever was cut off goes on, and never joins two files."""

import io
from zipfile import ZIP_STORED, ZipFile

import pytest

from agreements.release.making import make_release
from agreements.views.file_parts import PART, FilePart
from tests.factories import AgreementFactory
from tests.release.zips import contents

pytestmark = pytest.mark.django_db

MEMBER, WHOLE = "agreement.csv", ""


@pytest.fixture
def release(settings, tmp_path):
    """The path of a release of one agreement."""
    settings.RELEASES = tmp_path
    AgreementFactory(title="Released")
    return make_release(tmp_path)


@pytest.fixture(params=[MEMBER, WHOLE], ids=["table", "release"])
def address(request, release):
    return f"/data/releases/{release.stem.removeprefix('coop-')}/{request.param or release.name}"


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def data(client, address):
    """The bytes of the whole file."""
    return body(client.get(address))


def pack_again(path):
    """Write a zip anew, of the same files, without compression."""
    files = contents(path)
    with ZipFile(path, "w", ZIP_STORED) as packed:
        for name, held in files.items():
            packed.writestr(name, held)


def part(client, address, asked, **headers):
    return client.get(address, headers={"Range": asked, **headers})


def test_file_says_that_it_is_given_in_parts(client, address, data):
    for response in (client.get(address), client.head(address)):
        assert body(response) in (data, b"")
        assert response.headers["Accept-Ranges"] == "bytes"
        assert response.headers["Content-Length"] == str(len(data))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-0", slice(1)),
        ("bytes=10-19", slice(10, 20)),
        ("bytes=10-", slice(10, None)),
        ("bytes=10-999999999999", slice(10, None)),
        ("bytes=-10", slice(-10, None)),
        ("bytes=-999999999999", slice(None)),
        ("Bytes= 10-19 ", slice(10, 20)),
    ],
)
def test_part_is_sent_with_its_place(client, address, data, asked, expected):
    response = part(client, address, asked)

    places = range(len(data))[expected]
    assert (response.status_code, body(response)) == (206, data[expected])
    assert response.headers["Content-Range"] == f"bytes {places[0]}-{places[-1]}/{len(data)}"
    assert response.headers["Content-Length"] == str(len(places))
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Range" in response.headers["Access-Control-Expose-Headers"].split(", ")
    assert response.headers["ETag"] == client.head(address).headers["ETag"]


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=0-9,20-29", "bytes=9-0", "bytes=", "bytes=-", "bytes=a-b", "lines=0-9", "0-9"),
        *("bytes=-5-9", "bytes=٠-٩", f"bytes={'9' * 5000}-", "bytes=0x0-9"),
    ],
)
def test_what_is_no_single_part_is_answered_whole(client, address, data, asked):
    response = part(client, address, asked)

    assert (response.status_code, body(response)) == (200, data)
    assert "Content-Range" not in response.headers


@pytest.mark.parametrize("asked", ["bytes={size}-", "bytes=99999999999999999999-", "bytes=-0"])
def test_part_that_is_not_there_is_refused_with_the_size(client, address, data, asked):
    response = part(client, address, asked.format(size=len(data)))

    assert (response.status_code, response["Content-Type"]) == (416, "application/problem+json")
    assert response.headers["Content-Range"] == f"bytes */{len(data)}"
    assert response.json()["detail"] == "The file does not have the bytes that were asked for."


def test_part_of_the_file_that_a_reader_has_goes_on(client, address, data):
    etag = client.head(address).headers["ETag"]

    response = part(client, address, "bytes=10-", **{"If-Range": etag})

    assert (response.status_code, body(response)) == (206, data[10:])


@pytest.mark.parametrize("form", ['"another"', "W/{}", "Sun, 29 Nov 2026 10:00:00 GMT", ""])
def test_reader_of_another_file_gets_the_whole_of_this_one(client, address, data, form):
    condition = form.format(client.head(address).headers["ETag"])

    for asked in ("bytes=10-", "bytes=999999999-"):
        response = part(client, address, asked, **{"If-Range": condition})
        assert (response.status_code, body(response)) == (200, data)


def test_reader_who_has_all_is_told_so_before_any_part(client, address):
    etag = client.head(address).headers["ETag"]

    assert part(client, address, "bytes=10-", **{"If-None-Match": etag}).status_code == 304
    assert part(client, address, "bytes=10-", **{"If-Match": '"another"'}).status_code == 412


def test_head_knows_no_parts(client, address, data):
    response = client.head(address, headers={"Range": "bytes=10-19"})

    assert (response.status_code, response["Content-Length"]) == (200, str(len(data)))


def test_release_that_was_packed_anew_is_another_file(client, release):
    address = f"/data/releases/{release.stem.removeprefix('coop-')}/{release.name}"
    etag = client.head(address).headers["ETag"]
    # The same files, packed otherwise: bytes of the one do not go on in the other.
    pack_again(release)

    response = part(client, address, "bytes=10-", **{"If-Range": etag})

    assert (response.status_code, body(response)) == (200, release.read_bytes())


def test_part_is_read_some_at_a_time_and_closes_the_file():
    class File(io.BytesIO):
        most = 0

        def read(self, size):
            self.most = max(self.most, size)
            return super().read(size)

    file = File(bytes(5 * PART))
    sent = FilePart(file, range(10, 2 * PART + 11))

    lengths = [len(some) for some in sent]
    sent.close()

    assert (lengths, file.most, file.closed) == ([PART, PART, 1], PART, True)
