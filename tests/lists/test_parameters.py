"""Names of parameters that a page does not know: trackers, slips for its own, and any others."""

import pytest
from django.http import QueryDict

from agreements.lists.parameters import likely_meant, mended, unknown_parameters

OWN = (
    "q sort page page_size on year kind status in_force heard evidence corridor partners place "
    "sector country alliance event institution"
)
SLIPS = {
    "alliance": "aliance allience alliances alliance_id",
    "corridor": "coridor corridors",
    "country": (
        "contry county coutry cuntry ountry kountry countries Country COUNTRY country[] country[0] "
        "country_code countryCode filter[country] user_country cоuntry country\u200b"
    ),
    "event": "events evnt event_id event[]",
    "evidence": "evidance evidense evidences",
    "heard": "heards Heard heard[]",
    "in_force": "inforce in-force inForce In_Force",
    "institution": "instiution institutions institute institution_id",
    "kind": "kinds kint kind[] Kind",
    "on": "On ON on[]",
    "page": "pages pgae page[] Page page_number pageNumber",
    "page_size": "pagesize pageSize page-size page_sise",
    "partners": "partner parnters",
    "place": "places plase place_id",
    "q": "Q q[]",
    "sector": "sectors sektor sectr setcor Sector sector[] sector_id filters[sector][]",
    "sort": "sorts sorted sotr sort[] sort_by sortBy",
    "status": "statuses staus satus status[]",
    "year": "years yeer yaer year[] year_from",
}
OTHERS = """
    from lang language hl locale id p s t v tab view mode format type category tag author date day
    month limit offset start end order orderby dir filter show print share source medium campaign
    amp output callback token key hash session sid phpsessionid feature app theme preview cache
    nocache rand cb debug redirect return next url link state count section selector vector query
    search keyword text term name title find post port short sport host ref referrer affiliate promo
    coupon code channel content width height size color style layout version update user account
    login client price pageview package password path kid wind placement play per_page landing_page
    org in_stock online one no ok region city residence audience science stat static statistics
    station currency century contact contract counter continue control factor doctor director actor
    part parts land foo x 1 [] страна 国家 colour
"""
TRACKERS = """
    utm_source utm_medium utm_campaign utm_term utm_content utm_id UTM_Source utm_source_platform
    gclid dclid gbraid wbraid gad_source gad_campaignid gclsrc srsltid _ga _gl ved fbclid fb_ref
    fb_action_ids igshid igsh mibextid msclkid msockid ysclid yclid ymclid _openstat twclid ttclid
    ref_src ref_url __twitter_impression li_fat_id epik mc_cid mc_eid mkt_tok _hsenc _hsmi __hstc
    __hssc hsCtaTracking vero_id wt_mc wt.mc_id oly_enc_id oly_anon_id mtm_campaign pk_campaign
    at_medium ns_mchannel guccounter guce_referrer _branch_match_id cmpid dicbo elqTrackId erid
    etext obOrigUrl sfnsn soc_src tblci usqp xtor matomo_kwd spm scm isappinstalled scene ascene
    chksm nsukey pass_ticket share_source share_medium vd_source xsec_token bd_vid hmsr si wprov
    rb_clickid s_kwcid ef_id
"""


@pytest.mark.parametrize(
    ("name", "expected"), [(name, own) for own, names in SLIPS.items() for name in names.split()]
)
def test_slip_is_taken_for_the_nearest_of_our_own(name, expected):
    assert likely_meant(name, OWN.split()) == expected


@pytest.mark.parametrize("name", [*OTHERS.split(), "", "x" * 5000, "country" * 20, "\0", "\ud800"])
def test_name_that_others_use_is_like_none_of_ours(name):
    assert likely_meant(name, OWN.split()) == ""


@pytest.mark.parametrize("name", TRACKERS.split())
def test_tracker_is_no_unknown_parameter(name):
    assert unknown_parameters(QueryDict(f"{name}=1&{name}=2"), OWN.split()) == ({}, [])


@pytest.mark.parametrize("name", ["utm_", "utm", "gallery", "wtf", "gstate", "siren", "clidx"])
def test_name_that_only_begins_like_a_tracker_is_none(name):
    assert unknown_parameters(QueryDict(f"{name}=1"), OWN.split()) == ({}, [name])


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("from=singlemessage", []),
        ("from=timeline&from=groupmessage", []),
        ("from=2020", ["from"]),
        ("from=timeline&from=2020", ["from"]),
    ],
)
def test_from_is_a_tracker_by_what_a_messenger_writes(query, others):
    assert unknown_parameters(QueryDict(query), OWN.split()).others == others


def test_what_a_page_reads_itself_is_never_a_tracker():
    assert unknown_parameters(QueryDict("si=1&from=2020&scene=x"), ["si", "from"]) == ({}, [])


def test_parameter_of_another_list_was_meant_to_choose_something():
    unknown = unknown_parameters(QueryDict("sector=energy&named=yes&foo=1"), ["q"])

    assert unknown == ({"sector": "", "named": ""}, ["foo"])
    assert [error.messages for error in unknown.meant] == [
        ["This page has no filter called “sector”."],
        ["This page has no filter called “named”."],
    ]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", ""),
        ("foo=1", "The address has a parameter that this page does not know: foo"),
        ("foo=1&=2", "The address has parameters that this page does not know: foo, ="),
        (
            "&".join(f"x{number}x" for number in range(9)),
            "The address has parameters that this page does not know: x0x, x1x, x2x, x3x, x4x, …",
        ),
        ("%00%E2%80%AE", "The address has a parameter that this page does not know: \ufffd\ufffd"),
    ],
)
def test_what_is_left_out_is_named(query, sentence):
    assert unknown_parameters(QueryDict(query), OWN.split()).left_out == sentence


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        ("sector=energy&country=UZ", None),
        ("q=R%26amp;D", None),
        ("q=a&amp=1", None),
        ("sector=energy&amp;country=UZ", [("sector", "energy"), ("country", "UZ")]),
        ("sector=energy&amp%3Bcountry=UZ", [("sector", "energy"), ("country", "UZ")]),
        ("sector=energy&amp;amp;country=UZ", [("sector", "energy"), ("country", "UZ")]),
        ("country=CN&amp;country=UZ", [("country", "CN"), ("country", "UZ")]),
    ],
)
def test_address_out_of_html_is_mended(query, pairs):
    assert mended(QueryDict(query)) == pairs
