"""BibTeX as LaTeX and reference managers read it."""

from agreements.formats.bibtex import entry

from .citations import hostile


def test_entry_keeps_every_sign_and_counts_no_brace(settings):
    settings.KEEPER = "A college, {Tashkent"

    written = entry(hostile()).decode()

    keeper = r"A college, \textbraceleft{}Tashkent"
    title = (
        r"50 \% of \textbraceleft{}A\textbraceright{} \& B\_1 \#2 \$3 \textbackslash{}cite "
        r"\textasciitilde{} \textasciicircum{} 重庆 \textbraceright{} Tashkent"
    )
    assert written == (
        "@misc{coop-AG-0001-r1234,\n"
        f"  author = {{{{{keeper}}}}},\n"
        f"  title = {{{{{title}}}}},\n"
        "  howpublished = {Coop: a register of cooperation agreements},\n"
        "  year = {2026},\n"
        "  month = mar,\n"
        "  version = {1234},\n"
        "  url = {https://coop.example/agreements/AG-0001/},\n"
        "  note = {record AG-0001; revision 1234 of 5 March 2026; licence: CC BY 4.0},\n"
        "}\n"
    )
    assert written.count("{") == written.count("}")


def test_address_of_a_list_stands_as_it_is():
    written = entry(hostile(address="https://coop.example/agreements/?q=a%20b&sort=-title_1"))

    assert b"  url = {https://coop.example/agreements/?q=a%20b&sort=-title_1},\n" in written


def test_entry_without_keeper_or_day_has_no_empty_field():
    written = entry(hostile(title="A college", revision=None)).decode()

    assert written == (
        "@misc{coop-AG-0001-r1234,\n"
        "  title = {{A college}},\n"
        "  howpublished = {Coop: a register of cooperation agreements},\n"
        "  version = {0},\n"
        "  url = {https://coop.example/agreements/AG-0001/},\n"
        "  note = {record AG-0001; licence: CC BY 4.0},\n"
        "}\n"
    )
