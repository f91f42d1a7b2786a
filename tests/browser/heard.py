"""What a screen reader has of a page: the browser's own tree of accessible names."""

from collections import defaultdict


def links_heard(page):
    """Return {name: the addresses that links of this name lead to} of a page, folded parts too."""
    session = page.context.new_cdp_session(page)
    heard = defaultdict(set)
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        if node.get("role", {}).get("value") == "link":
            told = {one["name"]: one["value"].get("value") for one in node["properties"]}
            heard[node["name"]["value"]].add(told["url"])
    session.detach()
    return heard


def heard_alike(page):
    """Return {name: addresses} of the names that links to several places bear."""
    return {name: sorted(led) for name, led in links_heard(page).items() if len(led) > 1}
