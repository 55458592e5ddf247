"""What browsers, feed readers and pages of other sites take from here."""

from __future__ import annotations

from functools import partial

from flask import Blueprint

from web.embed.feeds import feed
from web.embed.opensearch import opensearch
from web.embed.suggestions import browser_suggest

embed = Blueprint("embed", __name__)
embed.add_url_rule("/feed.atom", "feed_atom", partial(feed, "atom"))
embed.add_url_rule("/feed.json", "feed_json", partial(feed, "json"))
embed.add_url_rule("/opensearch.xml", "opensearch", opensearch)
embed.add_url_rule("/suggest", "suggest", browser_suggest)
