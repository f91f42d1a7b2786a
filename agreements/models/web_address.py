"""Addresses of pages elsewhere that the register prints as links."""

import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What search engines, advertisers, newsletters, networks and messengers append to the addresses
# that they pass on: by families, then by single names.
TRACKING = re.compile(
    r"""
    (?: utm | mtm | pk | piwik | matomo | hsa | wt | vero | oly | fb | ga | gs | trk | at | ns |
    guce )[_.][a-z_.]+
    | __hs[a-z]{2} | [a-z_]*cl(?:ic)?k?_?id
    | _ga | _gac | _gl | ef_id | epik | gad_campaignid | gad_source | gbraid | gclsrc |
    li_fat_id | msockid | rdt_cid | s_cid | s_kwcid | srsltid | ved | wbraid | _openstat |
    bd_vid | hmci | hmcu | hmkw | hmpl | hmsr | _bta_c | _bta_tid | _hsenc | _hsmi | _ke |
    _kx | dm_i | hsctatracking | mc_cid | mc_eid | mkt_tok | ml_subscriber |
    ml_subscriber_hash | nr_email_referer | trk | trkcampaign | __twitter_impression | igsh
    | igshid | mibextid | ref_src | ref_url | si | wprov | xmt | ascene | chksm | exportkey
    | isappinstalled | mpshare | nsukey | pass_ticket | scene | scm | share_from | share_id
    | share_link | share_medium | share_plat | share_session_id | share_source | share_tag |
    share_user_id | sharer_shareid | sharer_shareinfo | sharer_sharetime | spm | spm_id_from
    | srcid | vd_source | weibo_id | wx_header | xhsshare | xsec_source | xsec_token
    | _branch_match_id | _branch_referrer | cmpid | dicbo | elqtrackid | erid | etext | guccounter |
    oborigurl | sfnsn | soc_src | soc_trk | sxsrf | tblci | usqp | xtor
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
# "from" says in WeChat where an address was seen; elsewhere it may be of the page.
SEEN_IN = {"singlemessage", "timeline", "groupmessage"}
WORD = re.compile(r"[^\W_]+")


def is_web_address(address: str) -> bool:
    """Return whether a stored address may be printed as a link; the database takes any text."""
    try:
        validate_web_address(address)
    except ValidationError:
        return False
    return True


def validate_web_address(address):
    """Refuse what no browser opens for everybody: other schemes, passwords, hosts of one's own."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ValidationError(_("This is no address of a page.")) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise ValidationError(_("An address begins with https:// or http://."))
    if "@" in parts.netloc:
        raise ValidationError(_("An address that is printed holds no user name and no password."))
    if not _is_public(parts.hostname or ""):
        raise ValidationError(_("Only one's own network has this address: readers cannot open it."))


def _is_public(host: str) -> bool:
    """Return whether a host can be the same for everybody: not this machine, nor one beside it."""
    try:
        return ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".").lower()
        return "." in name and not name.endswith((".localhost", ".local", ".internal"))


def host_of(address):
    """Return the host of an address without "www.", in its own letters; "" where it has none."""
    try:
        return _readable_host(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def words_of_address(address):
    """Return the words of an address of a page elsewhere, small and in order: host, path, query.

    Scheme, "www.", usual ports, trackers and the place within the page are left out, so that all
    ways to write an address have the same words. There are none of what is no such address.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return []
    if parts.scheme.lower() not in ("http", "https") or not host:
        return []
    pairs = (pair.partition("=") for pair in parts.query.split("&"))
    asked = [
        f"{name}{sign}{value}" for name, sign, value in pairs if not is_tracking(name, [value])
    ]
    texts = [_readable_host(host), "" if port in (None, 80, 443) else str(port)]
    texts += [unquote(parts.path), *(unquote(pair) for pair in asked)]
    return WORD.findall(" ".join(texts).casefold())


def without_trackers(address):
    """Return an address without what only tells how a reader came to the page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _is_tracker(*pair.partition("="))]
    return address if kept == pairs else urlunsplit(parts._replace(query="&".join(kept)))


def _is_tracker(name, _sign, value):
    return is_tracking(name, [value])


def is_tracking(name, values):
    """Return whether a parameter with these values (texts) only tells how a reader came here."""
    is_seen = name == "from" and SEEN_IN.issuperset(values)
    return is_seen or bool(TRACKING.fullmatch(name))


def _readable_host(host):
    """Return a host without "www.", in the letters of its own script."""
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    return host.removeprefix("www.")
