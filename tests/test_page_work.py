"""How much work a page is, counted, not timed: what is asked once is read once, and a page with more hits and more values than another
encodes no address more."""

from functools import wraps

import jinja2.runtime
import pytest
from apps import client_of
from fakes import FakeSearcher, post
from hypothesis import given
from hypothesis import strategies as st

import web.request.address
import web.request.language
import web.request.read
from index.labels import label_key
from search.fields import BY_FACET
from web.request.address import Address
from web.request.requests import PageRequest

# Where work is counted: change these where the product's names change.
PARSED = (web.request.read, "parse")
LANGUAGE = (web.request.language, "_usual_language")
ENCODED = (web.request.address, "parameters_of")
MACROS = (jinja2.runtime.Macro, "_invoke")


def posts(number, tags):
    """So many posts, each with so many tags of its own and as many categories."""
    names = [[f"札{each}の{tag}" for tag in range(tags)] for each in range(number)]
    return [
        post(f"_posts/2024-01-{each + 1:02}-p{each}.md", f"猫の記事{each}", "猫がいる。", tags=tuple(of), categories=tuple(of))
        for each, of in enumerate(names)
    ]  # fmt: skip


def calls(monkeypatch, place, url, searcher):
    """How often a function is called for the page of an address."""
    owner, name = place
    function, count = getattr(owner, name), []

    @wraps(function)
    def counted(*arguments, **options):
        count.append(arguments)
        return function(*arguments, **options)

    client = client_of(searcher)
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, counted)
        assert client.get(url).status_code == 200
    return len(count)


@pytest.mark.parametrize("place", [PARSED, LANGUAGE])
@pytest.mark.parametrize("url", ["/search?q=猫&tag=札1の1", "/search?q=犬", "/search?q=猫&page=2", "/", "/tags?q=猫"])
def test_a_request_is_read_once(monkeypatch, place, url):
    assert calls(monkeypatch, place, url, FakeSearcher(posts(12, 3))) == 1


@pytest.mark.parametrize("place", [ENCODED, MACROS])
def test_more_hits_and_values_are_no_more_addresses_and_no_more_macros(monkeypatch, place):
    few, many = FakeSearcher(posts(1, 12)), FakeSearcher(posts(10, 40))
    assert calls(monkeypatch, place, "/search?q=猫", many) == calls(monkeypatch, place, "/search?q=猫", few)


def test_links_are_made_for_the_values_that_are_shown(monkeypatch):
    place = (web.request.address, "_quoted")
    few, many = FakeSearcher(posts(1, 10)), FakeSearcher(posts(1, 50))
    count = {tags: calls(monkeypatch, place, "/search?q=猫", searcher) for tags, searcher in ((10, few), (50, many))}
    assert count[50] - count[10] == 2 * 40  # a hit shows all of its tags and categories, a facet ten of its values


VALUES = st.sampled_from(["猫", "AI", "ai", "a&b=c", "1 2", "山田, 花", "٣", "+", "%00"])
REQUESTS = st.builds(
    PageRequest,
    query=st.sampled_from(["", "味噌 汁", "a&b"]),
    tags=st.lists(VALUES, max_size=3, unique_by=label_key).map(tuple),
    categories=st.lists(VALUES, max_size=2, unique_by=label_key).map(tuple),
    years=st.lists(st.integers(1, 9999), max_size=2, unique=True).map(tuple),
    author=st.sampled_from(["", "花", "山田, 花"]),
    since=st.dates() | st.none(),
    sort=st.sampled_from(["relevance", "date"]),
    page=st.integers(1, 3),
    lang=st.sampled_from([None, "en"]),
)


@given(
    REQUESTS,
    st.sampled_from(["tags", "categories", "years", "authors"]),
    VALUES,
    st.integers(1, 9999),
    st.sampled_from(["", "/find"]),
)
def test_a_link_that_adds_a_value_is_the_address_with_that_value(request, field, name, year, root):
    address = Address(request, root)
    value = f"{year:04}" if field == "years" else name
    chosen = {label_key(each) for each in BY_FACET[field].chosen_in(request)}
    expected = "" if label_key(value) in chosen else address.toggled(field, value).url
    assert address.narrowing(field)(value) == expected
