from datetime import date

import pytest
from apps import app_of

from search.request import SearchRequest
from web.request.read import parse, read


def parsed(query_string):
    return read(parse(query_string.encode()), SearchRequest)


@pytest.mark.parametrize(
    ("query_string", "request_"),
    [
        ("", SearchRequest()),
        ("q=猫+犬", SearchRequest("猫 犬")),
        ("q=a%00b", SearchRequest("a b")),
        ("tag=a&tag=b&tag=a&tag=", SearchRequest(tags=("a", "b"))),
        ("category=食&year=2024&year=2023", SearchRequest(categories=("食",), years=(2024, 2023))),
        ("from=2024&to=2024", SearchRequest(since=date(2024, 1, 1), until=date(2024, 12, 31))),
        ("from=2024-02&to=2024-02", SearchRequest(since=date(2024, 2, 1), until=date(2024, 2, 29))),
        ("from=2024-5-1&to=2024-05-12", SearchRequest(since=date(2024, 5, 1), until=date(2024, 5, 12))),
        ("sort=-date&mode=any", SearchRequest(sort="-date", mode="any")),
        ("limit=100&offset=9990&snippet=400", SearchRequest(limit=100, offset=9990, snippet=400)),
        ("facets=years,tags,years", SearchRequest(facets=("years", "tags"))),
        ("facets=years%2Ctags", SearchRequest(facets=("years", "tags"))),
        ("facets=years&facets=tags,%20years", SearchRequest(facets=("years", "tags"))),
        ("facets=", SearchRequest(facets=())),
        ("tag=a,b&tag=c", SearchRequest(tags=("a", "b", "c"))),
        ("tag=a%2Cb,c", SearchRequest(tags=("a,b", "c"))),
        ("category=食,,旅&year=2024,2023&year=2022", SearchRequest(categories=("食", "旅"), years=(2024, 2023, 2022))),
        ("year=2024%2C2023", SearchRequest(years=(2024, 2023))),
        ("q=a,b%2Cc", SearchRequest("a,b,c")),
        ("explain=on", SearchRequest(explain=True)),
        ("explain=0", SearchRequest()),
    ],
)
def test_read(query_string, request_):
    assert parsed(query_string) == (request_, ())


@pytest.mark.parametrize(
    ("query_string", "problems"),
    [
        ("limit=0", [("limit", "out_of_range", 1, 100)]),
        ("limit=101", [("limit", "out_of_range", 1, 100)]),
        ("limit=-99999999999", [("limit", "out_of_range", 1, 100)]),
        ("limit=ten", [("limit", "wrong_type", None, None)]),
        ("limit=", [("limit", "wrong_type", None, None)]),
        ("limit=１０", [("limit", "wrong_type", None, None)]),
        ("offset=9991", [("offset", "offset_too_large", 0, 9990)]),
        ("offset=-1", [("offset", "out_of_range", 0, 9990)]),
        ("snippet=39", [("snippet", "out_of_range", 40, 400)]),
        ("year=0", [("year", "out_of_range", 1, 9999)]),
        ("from=2024-13", [("from", "invalid_date", None, None)]),
        ("to=2024-13", [("to", "invalid_date", None, None)]),
        ("to=0000", [("to", "invalid_date", None, None)]),
        ("from=", [("from", "invalid_date", None, None)]),
        ("sort=newest", [("sort", "invalid_choice", None, None)]),
        ("facets=tags,words", [("facets", "invalid_choice", None, None)]),
        ("explain=yes", [("explain", "invalid_choice", None, None)]),
        ("q=a&q=b", [("q", "repeated_parameter", None, None)]),
        ("srot=date", [("srot", "unknown_parameter", None, None)]),
        ("tag=" + "a" * 257, [("tag", "too_long", None, 256)]),
        ("&".join(f"tag={n}" for n in range(21)), [("tag", "too_many", None, 20)]),
        ("year=" + ",".join(["2024"] * 21), [("year", "too_many", None, 20)]),
        ("q=%ff", [("q", "invalid_utf8", None, None)]),
        ("tag=a,%e3%81&tag=b", [("tag", "invalid_utf8", None, None)]),
        ("limit=0&srot=date", [("limit", "out_of_range", 1, 100), ("srot", "unknown_parameter", None, None)]),
    ],
)
def test_problems(query_string, problems):
    _, found = parsed(query_string)
    assert [(p.param, p.code, p.minimum, p.maximum) for p in found] == problems


def test_did_you_mean():
    _, (problem,) = parsed("srot=date")
    assert problem.message.ja == "srot は使えません。sort ですか？"
    assert problem.message.en == "There is no parameter srot. Did you mean sort?"


def test_a_flood_of_unknown_parameters_is_told_briefly():
    answer = app_of().test_client().get("/api/v1/search?lang=en&" + "&".join(f"x{n}=1" for n in range(5000)))
    assert len(answer.json["errors"]) == 20
    assert answer.json["detail"] == "5,000 parameters have problems. Here are the first 20."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("query", "q"),
        ("Q", "q"),
        ("per_page", "limit"),
        ("page", "offset"),
        ("srot", "sort"),
        ("TAG", "tag"),
        ("zzz", ""),
    ],
)
def test_a_parameter_of_another_name(typed, meant):
    _, (problem,) = parsed(f"{typed}=1")
    assert problem.message.to("en") == f"There is no parameter {typed}." + (f" Did you mean {meant}?" if meant else "")


@pytest.mark.parametrize("query_string", [b"q=%ff", b"q=\xff", b"q=%ED%A0%80", b"%", b"q=%E3%81", b"&&==&"])
def test_bytes_that_are_no_text(query_string):
    request, problems = read(parse(query_string), SearchRequest)
    assert request.query in {"", "\ufffd", "\ufffd" * 3}
    assert {problem.code for problem in problems} <= {"invalid_utf8", "unknown_parameter"}
    assert problems
