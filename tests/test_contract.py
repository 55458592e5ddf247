"""Requests made of the OpenAPI document, right ones and wrong ones: every answer is as the document says."""

import pytest
from apps import app_of
from examples import examples
from fakes import POSTS
from hypothesis import HealthCheck, settings

schemathesis = pytest.importorskip("schemathesis", reason="no requests from the document: no schemathesis here")

APP = app_of(metrics=True, admin_token="secret", cors="*")
negative_data_rejection = pytest.importorskip("schemathesis.specs.openapi.checks").negative_data_rejection
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", APP)


@SCHEMA.parametrize()
@settings(examples(50), suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case):
    # In a query string null is nothing, or an empty text, which `facets` may be.
    has_null = any(value is None for value in (case.query or {}).values())
    case.call_and_validate(
        headers={"Accept-Encoding": "identity"}, excluded_checks=[negative_data_rejection] if has_null else []
    )


@pytest.mark.parametrize("path", ["/api/v1/posts/{post_id}", "/api/v1/posts/{post_id}/related"])
def test_a_post_is_as_described(path):
    """An id made up is hardly ever that of a post."""
    case = SCHEMA[path]["GET"].Case(path_parameters={"post_id": POSTS[2].id}, query={"lang": "en"})
    answer = case.call_and_validate(headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
