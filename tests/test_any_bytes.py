"""Whatever bytes arrive, in whatever part of a request: the answer comes within a second, and it is no fault of ours."""

from datetime import timedelta

import pytest
from apps import app_of
from blog import searcher_of
from fakes import POSTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.declaration import declarations
from web.request.requests import (
    ApiSearchRequest,
    FacetRequest,
    PageRequest,
    PostRequest,
    PostsRequest,
    RelatedRequest,
    SuggestRequest,
)

pytestmark = pytest.mark.slow  # for it needs a machine to itself
ID = POSTS[0].id
PARAMETERS = {
    "/": declarations(PageRequest),
    "/search": declarations(PageRequest),
    "/search/fragment": declarations(PageRequest),
    f"/p/{ID}": declarations(PageRequest),
    "/help": ("lang",),
    "/feed.atom": declarations(PageRequest),
    "/feed.json": declarations(PageRequest),
    "/opensearch.xml": ("lang",),
    "/suggest": ("q", "lang"),
    "/api/v1/suggest": declarations(SuggestRequest),
    "/api/v1/search": declarations(ApiSearchRequest),
    "/api/v1/posts": declarations(PostsRequest),
    f"/api/v1/posts/{ID}": declarations(PostRequest),
    f"/api/v1/posts/{ID}/related": declarations(RelatedRequest),
    "/api/v1/facets/tags": declarations(FacetRequest),
    "/api/v1/facets/years": declarations(FacetRequest),
    "/api/v1/stats": ("lang",),
    "/api/v1/openapi.json": ("lang",),
    "/api/v1/docs": ("lang",),
    "/healthz": ("lang",),
    "/readyz": ("lang",),
    "/metrics": ("lang",),
}
PLACES = [(path, name) for path, names in PARAMETERS.items() for name in (*names, "other")]
HEADERS = ["If-None-Match", "Accept-Language", "Accept-Encoding", "Authorization", "Cookie", "Range", "Host"]
PIECES = ["", '"', "-", "tag:", "date:", " OR ", "..", "(", "味噌", "ネコ", "%", "\0", "\n", "9" * 30, "猫" * 3000]

within_a_second = settings(
    max_examples=10, deadline=timedelta(seconds=1), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
anything = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(str.encode),
    st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", POSTS)
    app = app_of(searcher, metrics=True, admin_token="secret", cors="*")
    client = app.test_client()
    for path in PARAMETERS:
        client.get(path)  # what is loaded once
    return client


def status(client, path, query=b"", *, method="GET", **headers):
    environ = {"QUERY_STRING": query.decode("latin-1"), **headers}
    return client.open(path, method=method, environ_overrides=environ, buffered=True).status_code


def escaped(value):
    return b"".join(b"%%%02x" % byte for byte in value)


@pytest.mark.parametrize(("path", "name"), PLACES)
@within_a_second
@given(value=anything)
def test_in_a_parameter(client, path, name, value):
    assert 200 <= status(client, path, name.encode() + b"=" + escaped(value)) < 500


@pytest.mark.parametrize("path", PARAMETERS)
@within_a_second
@given(query=anything)
def test_as_a_query_string(client, path, query):
    assert 200 <= status(client, path, query) < 500


@pytest.mark.parametrize("before", ["/", "/p/", "/api/v1/", "/api/v1/posts/", "/api/v1/facets/", "/static/"])
@within_a_second
@given(path=anything)
def test_as_a_path(client, before, path):
    assert 200 <= status(client, "/", PATH_INFO=before + path.decode("latin-1")) < 500


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("path", ["/search", "/api/v1/search", "/static/style.css"])
@within_a_second
@given(value=anything)
def test_in_a_header(client, path, name, value):
    key = f"HTTP_{name.upper().replace('-', '_')}"
    assert 200 <= status(client, path, **{key: value.decode("latin-1").replace("\n", " ")}) < 500


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD", "FOO", "get"])
@pytest.mark.parametrize("path", [*PARAMETERS, "/api/v1/admin/reload", "/nope"])
def test_with_any_method(client, path, method):
    assert 200 <= status(client, path, method=method) < 500
