"""What a browser reads to search this blog from its address bar: an OpenSearch 1.1 description."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from flask import Response, url_for
from werkzeug.wrappers import Response as AnyResponse

from web.blog import this_blog
from web.embed.xml import add, document, xml_text
from web.request.language import reader_language
from web.request.origin import absolute
from web.serving.etag import tagged_page
from web.texts import say

OPENSEARCH = "application/opensearchdescription+xml"
MAX_SHORT_NAME, MAX_LONG_NAME, MAX_DESCRIPTION = 16, 48, 1024  # characters, by the specification
_ICON = 16  # pixels; ours has no size of its own


def opensearch() -> AnyResponse:
    return tagged_page(make=description)


def description() -> Response:
    language = reader_language()
    title = xml_text(this_blog().name).strip() or say(language, "site")
    root = Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    add(root, "ShortName", cut(title, MAX_SHORT_NAME))
    add(root, "LongName", cut(title, MAX_LONG_NAME))
    add(root, "Description", cut(say(language, "search_blog", title=title), MAX_DESCRIPTION))
    add(root, "InputEncoding", "UTF-8")
    add(root, "OutputEncoding", "UTF-8")
    icon = absolute(url_for("static", filename="favicon.svg"))
    add(root, "Image", icon, width=str(_ICON), height=str(_ICON), type="image/svg+xml")
    for endpoint, kind in (
        ("pages.search", "text/html"),
        ("embed.suggest", "application/x-suggestions+json"),
        ("embed.feed_atom", "application/atom+xml"),
    ):
        template = f"{absolute(url_for(endpoint))}?q={{searchTerms}}"
        add(root, "Url", type=kind, template=template, method="get")
    itself = absolute(url_for("embed.opensearch"))
    add(root, "Url", type=OPENSEARCH, template=itself, rel="self")
    return Response(document(root), content_type=f"{OPENSEARCH}; charset=utf-8")


def cut(text: str, most: int) -> str:
    """At most so many characters, with … where some are missing."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
