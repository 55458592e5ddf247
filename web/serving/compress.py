"""Answers in gzip for whoever takes it: a page of 35 KB travels as 7, for a tenth of a millisecond of the server's time."""

from __future__ import annotations

import gzip

from flask import request
from werkzeug.wrappers import Response

LEVEL = 3  # on result pages level 6 takes three times as long and saves another 7 %
WORTH_IT = 1000  # bytes; what is shorter travels in one packet anyway
TEXTS = {
    *("text/html", "text/css", "text/csv", "text/plain", "text/javascript", "image/svg+xml"),
    *("application/json", "application/problem+json", "application/x-ndjson"),
    *("application/feed+json", "application/atom+xml"),
    *("application/opensearchdescription+xml", "application/x-suggestions+json"),
}
NO_BODY_OF_ITS_OWN = {204, 206, 304}


def takes_gzip() -> bool:
    """Whether the client takes gzip."""
    return request.accept_encodings.quality("gzip") > 0


def compress(response: Response) -> Response:
    """Put the body into gzip where the client takes that and the body is long enough."""
    if response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")  # also where it is left as it is: a cache must know that it may be otherwise
    if response.status_code in NO_BODY_OF_ITS_OWN or response.content_encoding or not takes_gzip():
        return response
    response.direct_passthrough = False  # of a file
    body = response.get_data()
    if len(body) < WORTH_IT:
        return response
    response.set_data(gzip.compress(body, LEVEL, mtime=0))
    response.content_encoding = "gzip"
    response.headers.pop("Accept-Ranges", None)
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)  # a strong one is for the same bytes
    return response
