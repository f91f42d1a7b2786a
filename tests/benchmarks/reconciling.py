"""Times queries of the reconciliation service on an invented register, and counts what they find.

Run as `DATABASE_URL=... python -m tests.benchmarks.reconciling`, on a register that `synthesize`
filled. Institutions are asked for by their own name, by one in another language, and by a name of
which a letter is lost; for each it prints how many come first, how many are found, how many are
said to be certain, how many of these wrongly, and milliseconds of CPU a query.
"""

import argparse
import json
import random
import time


def cases(size):
    """Return {kind: [(text, number of the institution that is meant)]}."""
    from agreements.models import Institution, Name  # noqa: PLC0415, Django is to be ready

    draw = random.Random(1)
    own = list(Institution.objects.filter(is_named=True).values_list("name", "ref"))
    others = Name.objects.exclude(institution=None).values_list("text", "institution__ref")
    sample = draw.sample(own, min(size, len(own)))
    names = list(others)
    return {
        "own name": sample,
        "other language": draw.sample(names, min(size, len(names))),
        "one letter lost": [(without_letter(name, draw), ref) for name, ref in sample],
    }


def without_letter(text, draw):
    """Return a text without a letter of one of its longer words."""
    places = [
        place
        for place in range(1, len(text))
        if text[place].isalpha() and text[place - 1].isalpha()
    ]
    place = draw.choice(places or [0])
    return text[:place] + text[place + 1 :]


def measure(client, pairs):
    """Return (first, found, certain, wrongly certain, CPU milliseconds a query) of texts."""
    first = found = certain = wrong = 0
    begun = time.process_time()
    for start in range(0, len(pairs), 10):
        batch = {
            f"q{number}": {"query": text, "type": "institution", "type_strict": "should"}
            for number, (text, _ref) in enumerate(pairs[start : start + 10])
        }
        answers = client.post("/reconcile", {"queries": json.dumps(batch)}).json()
        for number, (_text, ref) in enumerate(pairs[start : start + 10]):
            result = answers[f"q{number}"]["result"]
            found += any(one["id"] == ref for one in result)
            first += bool(result) and result[0]["id"] == ref
            certain += any(one["match"] for one in result)
            wrong += any(one["match"] and one["id"] != ref for one in result)
    spent = 1000 * (time.process_time() - begun) / max(len(pairs), 1)
    return first, found, certain, wrong, spent


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queries", type=int, default=100, help="How many of each kind.")
    options = parser.parse_args()
    import django  # noqa: PLC0415, only for who measures

    django.setup()
    from django.test import Client  # noqa: PLC0415, Django is ready now

    client = Client(headers={"host": "localhost"})
    client.get("/reconcile/suggest/entity?prefix=a")
    print("| asked by | queries | first | found | certain | wrongly | CPU ms a query |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind, pairs in cases(options.queries).items():
        *counts, spent = measure(client, pairs)
        print(f"| {kind} | {len(pairs)} | {' | '.join(map(str, counts))} | {spent:.0f} |")


if __name__ == "__main__":
    main()
