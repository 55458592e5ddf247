"""What browsers, feed readers and pages of other sites take from here."""

from __future__ import annotations

from flask import Blueprint

from web.embed.feeds import feed_atom, feed_json
from web.embed.opensearch import opensearch
from web.embed.suggestions import browser_suggest

embed = Blueprint("embed", __name__)
embed.add_url_rule("/feed.atom", "feed_atom", feed_atom)
embed.add_url_rule("/feed.json", "feed_json", feed_json)
embed.add_url_rule("/opensearch.xml", "opensearch", opensearch)
embed.add_url_rule("/suggest", "suggest", browser_suggest)
