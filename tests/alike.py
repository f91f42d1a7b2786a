"""What comes out the same whichever database there is, although it asks the database.

What these tests ask it for, others ask it for too; they are about what is made of the answers.
"""

from pathlib import Path

TESTS = Path(__file__).parent
MODULES = frozenset(
    TESTS / f"{module}.py"
    for module in (
        # The words of pages, screens and fixtures, in each language, and what fixtures say.
        *("coop/test_english_sentences", "coop/test_fifth_language", "coop/test_visible_words"),
        *("test_country_names", "test_fixtures", "test_spoken", "test_words_of_fixtures"),
        *("admin/test_chosen_language", "admin/test_languages_of_desk"),
        *("formats/test_labels_of_data", "formats/test_languages_of_data"),
        *("views/test_found_in_languages", "views/test_languages_of_pages"),
        *("views/test_names_in_languages", "views/test_translated"),
        # What stands on a page or in a file, where it leads, and by how many queries it is made.
        *("api/test_document", "release/test_opened"),
        *("formats/test_citing", "formats/test_json_ld", "formats/test_json_ld_of_nouns"),
        *("formats/test_svg", "formats/test_xlsx"),
        *("views/test_about", "views/test_agreements", "views/test_alliances"),
        *("views/test_comparison", "views/test_contents", "views/test_countries"),
        *("views/test_entries", "views/test_events", "views/test_heard"),
        *("views/test_institutions", "views/test_pages", "views/test_panels"),
        *("views/test_people", "views/test_sectors", "views/test_sources"),
        *("views/test_charts_of_list", "views/test_every_page", "views/test_marks"),
        *("views/test_metadata", "views/test_page_charts", "views/test_parameters_of_pages"),
        *("views/test_polite_crawler", "views/test_queries", "views/test_record_plots"),
        *("views/test_settled", "views/test_web_addresses"),
        # Who may do what, and what forms say of what was typed.
        *("admin/test_cloning", "admin/test_day_fields", "admin/test_desk"),
        *("admin/test_error_summary", "admin/test_kept_forms", "admin/test_notices"),
        *("admin/test_permissions", "admin/test_second_factor_pages", "admin/test_ticks"),
        "security/test_who_may",
    )
)
