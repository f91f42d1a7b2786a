"""Plots as pages show them."""

import html
import re


def figure(client, address, plot):
    """Return the HTML of a plot of a page."""
    page = client.get(address).content.decode()
    [found] = re.findall(rf'<figure class="plot[^"]*" id="plot-{plot}">.*?</figure>', page, re.S)
    return found


def table(client, address, plot):
    """Return {label: (count, address)} of the table behind a plot of a page."""
    head = r'<th scope="row"><a href="([^"]*)"><bdi>([^<]*)</bdi>.*?</a>\s*</th>'
    rows = re.findall(rf'{head}\s*<td class="numeric">(\d+)', figure(client, address, plot))
    return {label: (int(count), html.unescape(href)) for href, label, count in rows}


def sentences(client, address, plot):
    """Return {sentence: address} of what a page says in place of a plot."""
    found = re.findall(r'<a href="([^"]*)">(.*?)</a>', figure(client, address, plot), re.S)
    return {" ".join(html.unescape(text).split()): html.unescape(href) for href, text in found}


def links(client, address, plot):
    """Return {href: what it says} of the links in the drawing of a plot of a page."""
    page = client.get(address).content.decode()
    [svg] = re.findall(rf'id="plot-{plot}">.*?(<svg.*?</svg>)', page, re.S)
    found = re.findall(r'<a href="([^"]*)">.*?<title>(.*?)</title>.*?</a>', svg, re.S)
    return {html.unescape(href): " ".join(html.unescape(text).split()) for href, text in found}
