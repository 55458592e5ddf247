"""What whoever runs the server sees: is it ready, what has it done, who may ask, what is in the log."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from apps import app_of, client_of
from fakes import POSTS, FailingSearcher, FakeSearcher
from prometheus_client.parser import text_string_to_metric_families

from index.errors import IndexDamaged, IndexMissing, IndexOutdated, InputUnusable
from web.serving.log import log_on_stderr
from web.wsgi import warm_up

WORDS = {"ja": "/srv/blog に索引がありません", "en": "No index in /srv/blog"}
RELOAD = "/api/v1/admin/reload"


@pytest.fixture
def log(monkeypatch):
    """Has this process log as a server does, until the test is over."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr(logging.getLogger("sakuin.requests"), "level", logging.NOTSET)
    return log_on_stderr


def problem(answer):
    assert answer.content_type == "application/problem+json"
    return json.loads(answer.data)


def test_ready():
    answer = client_of().get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready", "checks": {"index": "ok"}})


def test_an_index_that_is_being_built_is_ready():
    building = client_of(FakeSearcher(indexed=1)).get("/readyz")
    assert (building.status_code, building.json) == (200, {"status": "ready", "checks": {"index": "building"}})


@pytest.mark.parametrize(
    ("error", "check"), [(IndexMissing, "missing"), (IndexOutdated, "outdated"), (IndexDamaged, "damaged")]
)
def test_not_ready(error, check):
    answer = client_of(FailingSearcher(error(**WORDS))).get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert problem(answer)["checks"] == {"index": check}
    assert b"/srv" not in answer.data


@pytest.mark.parametrize("url", ["/healthz", "/readyz", "/metrics"])
def test_what_is_asked_by_programs_is_refused_to_programs(url):
    assert problem(client_of(metrics=True).post(url))["code"] == "method_not_allowed"


ADDRESSES = [
    "/",
    "/search?q=味噌",
    f"/p/{POSTS[0].id}",
    "/nope",
    "/static/style.css",
    "/healthz",
    "/readyz",
    "/metrics",
]
API = ["search", "posts", "stats", "facets/tags", "openapi.json", "docs", "nope", f"posts/{POSTS[0].id}"]


@pytest.mark.parametrize("url", [*ADDRESSES, *(f"/api/v1/{name}" for name in API)])
def test_head_tells_what_get_would(url):
    client = client_of(metrics=True)
    got, head = client.get(url, buffered=True), client.head(url, buffered=True)
    assert (head.status_code, head.data) == (got.status_code, b"")
    assert head.content_type == got.content_type
    assert head.headers.get("ETag") == got.headers.get("ETag")


@pytest.mark.parametrize(
    ("token", "shown", "status", "code"),
    [
        ("", None, 403, "feature_disabled"),
        ("", "Bearer ", 403, "feature_disabled"),
        ("secret", None, 401, "unauthorized"),
        ("secret", "Bearer wrong", 401, "unauthorized"),
        ("secret", "Bearer ", 401, "unauthorized"),
        ("secret", "Bearer \xe9", 401, "unauthorized"),
        ("secret", "Basic c2VjcmV0OnNlY3JldA==", 401, "unauthorized"),
        ("secret", "secretsecret", 401, "unauthorized"),
    ],
)
def test_who_may_not_reload(token, shown, status, code):
    answer = client_of(admin_token=token).post(RELOAD, headers={"Authorization": shown} if shown else {})
    assert (answer.status_code, problem(answer)["code"]) == (status, code)
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)
    assert b"secret" not in answer.data


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_switches_reloading_on_is_named(lang):
    assert "server.admin_token" in problem(client_of().post(f"{RELOAD}?lang={lang}"))["detail"]


@pytest.mark.parametrize("token", ["secret", "秘密", "abc=def", "YWJj=="])
def test_reload(token):
    shown = f"Bearer {token}".encode().decode("latin-1")
    answer = client_of(admin_token=token).post(RELOAD, headers={"Authorization": shown})
    assert (answer.status_code, answer.json["index"]["generation"]) == (200, 42)


def test_reload_is_no_link():
    answer = client_of(admin_token="secret").get(RELOAD)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("/api/v1/search?q=味噌", "*"),
        ("/api/v1/search?limit=0", "*"),
        ("/api/v1/openapi.json", "*"),
        (RELOAD, None),
        ("/search?q=味噌", None),
        ("/healthz", None),
    ],
)
def test_pages_of_other_sites(url, allowed):
    client = client_of(cors="*", admin_token="secret")
    for method in ("GET", "HEAD", "OPTIONS"):
        assert client.open(url, method=method).headers.get("Access-Control-Allow-Origin") == allowed


def test_a_known_answer_may_be_asked_for_from_other_sites():
    client = client_of(cors="https://blog.example.jp")
    asked = client.options("/api/v1/search", headers={"Access-Control-Request-Headers": "if-none-match"})
    assert asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    known = client.get("/api/v1/search").headers
    assert "ETag" in known["Access-Control-Expose-Headers"]
    again = client.get("/api/v1/search", headers={"If-None-Match": known["ETag"]})
    assert (again.status_code, again.headers["Access-Control-Allow-Origin"]) == (304, "https://blog.example.jp")


def test_other_sites_are_not_let_in_unless_it_is_said():
    assert "Access-Control-Allow-Origin" not in client_of().get("/api/v1/search").headers


def test_the_log_as_text(capsys, log):
    log("text")
    answer = client_of().get("/search?q=秘密")
    (line,) = capsys.readouterr().err.splitlines()
    number = re.escape(answer.headers["X-Request-Id"])
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\dT[\d:.+-]+ {number} GET /search 200 [\d.]+ ms", line)


def test_the_log_as_json(capsys, log):
    log("json")
    answer = client_of().post("/api/v1/search?q=秘密")
    (line,) = capsys.readouterr().err.splitlines()
    found = json.loads(line)
    assert list(found) == ["time", "method", "path", "status", "milliseconds", "request_id"]
    assert (found["method"], found["path"], found["status"]) == ("POST", "/api/v1/search", 405)
    assert found["request_id"] == answer.headers["X-Request-Id"]
    assert found["milliseconds"] > 0


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("path", ["/a\n2026 forged", "/\x1b[2J", "/" + "a" * 5000, "/\xff"])
def test_nobody_writes_a_line_of_his_own(capsys, log, form, path):
    log(form)
    client_of().get("/", environ_overrides={"PATH_INFO": path})
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isprintable()
    assert len(line) < 500


def test_no_log_unless_it_is_said(capsys):
    client_of().get("/")
    assert capsys.readouterr().err == ""


def samples(client):
    """Each series of /metrics with its value, read as Prometheus reads it."""
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    families = text_string_to_metric_families(answer.text)
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


def test_metrics():
    client = client_of(metrics=True)
    for url in ("/search?q=味噌", "/search?q=量子", "/api/v1/search?q=量子", "/nope", "/p/0123456789ab"):
        client.get(url)
    found = samples(client)
    assert found["sakuin_requests_total", "pages.search", "GET", "200"] == 2
    assert found["sakuin_requests_total", "api.search", "GET", "200"] == 1
    assert found["sakuin_requests_total", "none", "GET", "404"] == 1
    assert found["sakuin_request_seconds_bucket", "pages.search", "+Inf"] == 2
    assert found["sakuin_request_seconds_count", "pages.search"] == 2
    assert found[("sakuin_searches_without_hits_total",)] == 2
    assert found[("sakuin_index_generation",)] == 42
    assert found[("sakuin_index_age_seconds",)] > 0


def test_buckets_only_grow():
    client = client_of(metrics=True)
    for _ in range(5):
        client.get("/search?q=味噌")
    counts = [
        value
        for name, value in samples(client).items()
        if name[:2] == ("sakuin_request_seconds_bucket", "pages.search")
    ]
    assert counts == sorted(counts)
    assert counts[-1] == 5


def test_metrics_stay_small_whatever_is_asked():
    client = client_of(metrics=True)
    for number in range(200):
        client.open(f"/{number}", method=f"M{number}")
    assert len(samples(client)) < 30


def test_metrics_without_an_index():
    found = samples(client_of(FailingSearcher(IndexMissing(**WORDS)), metrics=True))
    assert ("sakuin_index_generation",) not in found
    assert found[("sakuin_searches_without_hits_total",)] == 0


def test_metrics_without_the_package_that_counts(monkeypatch):
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    monkeypatch.delitem(sys.modules, "web.api.metrics", raising=False)
    with pytest.raises(InputUnusable, match=r"pip install '\.\[metrics\]'"):
        app_of(metrics=True)


def test_metrics_in_a_folder_that_is_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "none"))
    with pytest.raises(InputUnusable, match="PROMETHEUS_MULTIPROC_DIR names a folder that is not there"):
        app_of(metrics=True)


def test_the_package_that_counts_is_left_alone_unless_metrics_are_set():
    code = "import sys; from web.wsgi import create_app; from fakes import FakeSearcher; create_app(FakeSearcher()); sys.exit('prometheus_client' in sys.modules)"
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])]),
    }
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environ).returncode == 0


def test_no_metrics_unless_it_is_said():
    assert client_of().get("/metrics").status_code == 404


def test_a_broken_index_keeps_the_generation_before():
    """Reloading fails, and says so; what is open goes on answering."""

    class Broken(FakeSearcher):
        def state(self, *, reload=False):
            if reload:
                raise IndexDamaged(**WORDS)
            return super().state()

    client = client_of(Broken(), admin_token="secret")
    answer = client.post(RELOAD, headers={"Authorization": "Bearer secret"})
    assert (answer.status_code, problem(answer)["code"]) == (503, "index_unavailable")
    assert client.get("/api/v1/search").status_code == 200


def test_what_is_only_warmed_up_was_not_asked(capsys, log):
    log("text")
    app = app_of(metrics=True)
    warm_up(app)
    assert capsys.readouterr().err == ""
    assert not any(name == "sakuin_requests_total" for name, *_ in samples(app.test_client()))


def test_whatever_else_is_told_is_json_too():
    """A fault with its trace is one line, as whatever collects lines of JSON expects."""
    code = (
        "import logging; from web.serving.log import log_on_stderr; log_on_stderr('json')\n"
        "try: 1 / 0\nexcept ZeroDivisionError: logging.getLogger('web.app').exception('Request %s failed', 7)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    (line,) = ran.stderr.splitlines()
    found = json.loads(line)
    assert (found["level"], found["message"]) == ("error", "Request 7 failed")
    assert "ZeroDivisionError" in found["trace"]
