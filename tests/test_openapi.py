"""The OpenAPI document tells the truth about the API, and the page made of it tells the same."""

import re

import pytest
from apps import app_of

from search.declaration import declarations
from web.request.requests import ApiSearchRequest, FacetRequest, PostsRequest

URL = "/api/v1/openapi.json"
APP = app_of(metrics=True, admin_token="secret", cors="*")
CLIENT = APP.test_client()
DOCUMENT = CLIENT.get(URL, query_string={"lang": "en"}).json


def operations():
    return [(path, method, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()]


def paths_of(app):
    """The routes that are no pages, as the document writes them."""
    rules = (re.sub(r"<(?:[^:]*:)?([a-z_]+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules())
    return {path for path in rules if path.startswith(("/api/", "/healthz", "/readyz", "/metrics"))}


def test_every_route_is_described():
    assert set(DOCUMENT["paths"]) == paths_of(APP)


def test_what_is_off_is_not_described():
    app = app_of()
    paths = set(app.test_client().get(URL).json["paths"])
    assert paths == paths_of(app)
    assert "/metrics" not in paths


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_is_valid(lang):
    reason = "no validation: openapi-spec-validator is not installed"
    validator = pytest.importorskip("openapi_spec_validator", reason=reason)
    validator.OpenAPIV31SpecValidator(CLIENT.get(f"{URL}?lang={lang}").json).validate()


@pytest.mark.parametrize(
    ("path", "segments", "kind"),
    [
        ("/api/v1/search", [], ApiSearchRequest),
        ("/api/v1/posts", [], PostsRequest),
        ("/api/v1/facets/{field}", ["field"], FacetRequest),
    ],
)
def test_parameters(path, segments, kind):
    names = [each["name"] for each in DOCUMENT["paths"][path]["get"]["parameters"]]
    assert names == [*segments, *declarations(kind)]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("q", {"type": "string"}),
        ("tag", {"type": "array", "items": {"type": "string", "maxLength": 256}, "maxItems": 20}),
        ("year", {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 9999}, "maxItems": 20}),
        (
            "exact",
            {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": ["1", "0", "on", "off"]}], "default": False},
        ),
        ("limit", {"type": "integer", "minimum": 1, "maximum": 100, "default": 10}),
        ("sort", {"type": "string", "enum": ["relevance", "date", "-date"], "default": "relevance"}),
    ],
)
def test_a_parameter_tells_what_it_takes(name, schema):
    parameters = DOCUMENT["paths"]["/api/v1/search"]["get"]["parameters"]
    assert next(each["schema"] for each in parameters if each["name"] == name) == schema


def test_every_list_may_be_repeated_or_separated_by_commas():
    parameters = [each for _, _, told in operations() for each in told["parameters"]]
    lists = [each for each in parameters if each["schema"].get("type") == "array"]
    assert {each["name"] for each in lists} == {"tag", "category", "year", "facets", "include"}
    for each in lists:
        assert (each["style"], each["explode"]) == ("form", True)
        assert "repeated or separated by commas" in each["description"]
        assert ("%2C" in each["description"]) is (each["name"] in {"tag", "category"})


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/api/v1/search", ["200", "304", "400", "500", "503"]),
        ("/api/v1/posts/{post_id}", ["200", "304", "400", "404", "500", "503"]),
        ("/healthz", ["200", "500"]),
        ("/readyz", ["200", "500", "503"]),
        ("/api/v1/admin/reload", ["200", "401", "403", "500", "503"]),
    ],
)
def test_answers(path, statuses):
    (told,) = DOCUMENT["paths"][path].values()
    assert list(told["responses"]) == statuses


def test_both_languages():
    one, other = (CLIENT.get(f"{URL}?lang={lang}").json["info"]["description"] for lang in ("ja", "en"))
    assert "記事を検索する" in one
    assert "searches the posts" in other


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_shows_every_operation_parameter_and_object(lang):
    html = CLIENT.get(f"/api/v1/docs?lang={lang}").text
    shown = set(re.findall(r"<code>([^<]*)</code>", html))
    told = {f"{method.upper()} {path}" for path, method, _ in operations()}
    named = {each["name"] for _, _, told in operations() for each in told["parameters"]}
    assert told | named | set(DOCUMENT["components"]["schemas"]) <= shown


def test_the_page_has_nothing_inline():
    html = CLIENT.get("/api/v1/docs").text
    assert "<script>" not in html
    assert "style=" not in html


def test_links_of_the_page_lead_somewhere():
    html = CLIENT.get("/api/v1/docs").text
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(re.findall(r'id="([^"]*)"', html))
