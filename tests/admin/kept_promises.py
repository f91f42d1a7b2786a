"""What must hold after a form was sent, whatever others did to the register meanwhile."""

from agreements.models import Citation
from agreements.nouns import NOUNS
from tests.admin.forms import problems
from tests.admin.open_form import OpenForm
from tests.admin.typed_rows import TYPED, as_texts, links_of, told


class KeptPromises:
    """Looks at the register, `now` and as it was, and at the page that came back."""

    def check_saved(self, form, was):
        assert form.clashes(was) == []
        after, expected = told(self.now), told(form.expected(was))
        self.check_links(form, expected, after)
        for key in form.answered:
            for tables in (expected, after):
                tables["agreements_citation"].pop(str(key), None)
        self.check_added(form, expected, after)
        assert after == expected
        self.check_asked(form, was)

    def check_links(self, form, expected, after):
        """Look at typed links to several, and leave them out of what is compared."""
        for row in form.rows:
            for name in [name for name in row.sent if row.key and name in row.columns]:
                if not row.model._meta.get_field(name).many_to_many or row.is_removed:
                    continue
                assert row.value(name, self.now) == row.columns[name]
                table, own, _other = links_of(row.model, name)
                for tables in (expected, after):
                    rows = tables[table]
                    tables[table] = {key: rows[key] for key in rows if rows[key][own] != row.key}

    def check_added(self, form, expected, after):
        """Look for each row that was added, and leave it out of what is compared."""
        for row in [row for row in form.rows if row.key is None and not row.is_removed]:
            table = row.model._meta.db_table
            several = {one.name for one in row.model._meta.many_to_many}
            columns = {name: row.columns[name] for name in row.columns if name not in several}
            made = [
                key
                for key in after[table].keys() - expected[table].keys()
                if columns.items() <= after[table][key].items()
            ]
            assert made, (row, after[table])
            del after[table][made[0]]
            for name in several:
                through, own, _other = links_of(row.model, name)
                rows = after[through]
                after[through] = {k: v for k, v in rows.items() if str(v[own]) != made[0]}

    def check_asked(self, form, was):
        """A value that sources are cited for is not changed before somebody speaks of them."""
        touched = {row.key for row in form.rows if row.model is Citation}
        noun = NOUNS[form.record._meta.model_name]
        for row in form.rows:
            if row.model is not type(form.record):
                continue
            names = {name for name in row.sent if name not in noun.uncited}
            for key, citation in was["agreements_citation"].items():
                if (
                    citation["field"] in names
                    and citation[f"{noun.name}_id"] == row.key
                    and citation["stance"] == "supports"
                    and int(key) not in touched
                    and row.value(citation["field"], was) != row.columns.get(citation["field"])
                ):
                    assert int(key) in form.answered

    def check_settled(self, dispute, was):
        """A decision stands at what disputes the value, for older ones; no more is done."""
        after, expected = told(self.now), told(was)
        citations, decisions = expected["agreements_citation"], expected["agreements_settlement"]
        [made] = after["agreements_settlement"].keys() - decisions.keys()
        decisions[made] = after["agreements_settlement"][made]
        for citation in dispute.disputing:
            citations[str(citation.pk)]["settlement_id"] = int(made)
        standing = {str(row["settlement_id"]) for row in citations.values()}
        for older in {str(citation.settlement_id) for citation in dispute.disputing} - standing:
            decisions.pop(older, None)
        assert after == expected

    def check_shown_for_nothing(self, form, was, response):
        assert told(self.now) == told(was)
        page = problems(response).replace("\r\n", "\n")
        for row in form.rows:
            for sent in row.sent.values():
                for text in as_texts(sent):
                    assert row.is_removed or text.split("\n")[0] in page

    def check_came_back(self, form, was, response):
        assert told(self.now) == told(was)
        assert response.context["errors"]
        clashes, page = form.clashes(was), problems(response).replace("\r\n", "\n")
        for row, name in clashes:
            theirs = row.value(name, was)
            if isinstance(theirs, str) and not row.model._meta.get_field(name).choices:
                typed = row.sent[name].replace("\r\n", "\n")
                theirs = theirs.replace("\r\n", "\n")
                if "\n" not in typed + theirs:
                    sentence = f"you entered “{typed or '–'}”, and “{theirs or '–'}” was saved"
                    assert sentence in page
        form.take_back(response, was)
        self.check_untouched(form)

    def check_untouched(self, form):
        """What was not typed in a form that came back is what is held now."""
        fresh = OpenForm(form.client, form.record, self.now)
        places = {(model, key): prefix for model, key, prefix in form.places()}
        typed = {(row.model, row.key): row for row in form.rows}
        for model, key, prefix in fresh.places():
            row = typed.get((model, key))
            if row and row.is_removed:
                continue
            assert (model, key) in places, (model, key)
            for name in TYPED[model]:
                if not row or name not in row.sent:
                    shown = form.data.get(places[model, key] + name)
                    assert as_texts(shown) == as_texts(fresh.data.get(prefix + name)), name
