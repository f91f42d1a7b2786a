"""Nothing that the API is asked by its own description makes it fail, or answer otherwise.

Schemathesis draws requests from the OpenAPI document, among them what nobody would ask.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from agreements.models import Change
from tests.sweeps import examples

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
HOST = {"Host": "testserver"}


@pytest.fixture
def api(register):
    """The API of the article's register, as its own document tells it.

    Between requests the server would close the connection that holds the test's transaction.
    """
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/openapi.json", get_wsgi_application(), headers=HOST)
    for signal in signals:
        signal.connect(close_old_connections)


def ask(operation, mode, number):
    """Ask so many requests of an operation; return how many."""
    asked = []

    @settings(
        max_examples=number,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case):
        asked.append(case)
        response = case.call(headers=HOST)
        case.validate_response(response, checks=CHECKS)

    each()
    return len(asked)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_each_address_answers_as_it_is_told(api, mode):
    operations = [result.ok() for result in api.get_all_operations()]

    asked = [ask(operation, mode, examples(1)) for operation in operations]

    assert len(asked) == len(operations) > 50
    print(f"{sum(asked)} requests")  # noqa: T201, a sweep tells how many


def test_revisions_that_there_are_answer_as_they_are_told(api):
    operation = api["/changes.json"]["GET"]
    case = operation.Case(query={"since": Change.objects.revision().number})

    response = case.call(headers=HOST)

    case.validate_response(response, checks=CHECKS)
    assert response.status_code == 200
