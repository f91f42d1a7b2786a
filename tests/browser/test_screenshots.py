"""The pictures of pages."""

from tests.browser.screenshots import take


def test_page_is_taken_in_four_looks_where_the_server_has_it(
    browser, live_server, register, tmp_path
):
    take(browser, live_server.url, ["sectors-one", "gone"], tmp_path)

    assert sorted(picture.name for picture in tmp_path.iterdir()) == [
        "sectors-one-dark.png",
        "sectors-one-light.png",
        "sectors-one-phone.png",
        "sectors-one-print.png",
    ]
