"""Clients that generators make of the OpenAPI document ask a running server: lists, dates, switches, faults.

    npm install --prefix tests/output/generators openapi-typescript@7.13.0 openapi-fetch@0.17.0 typescript@5.9.3
    python -m venv tests/output/generators/python && tests/output/generators/python/bin/pip install openapi-python-client==0.29.1

SAKUIN_GENERATORS names another folder.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
from browser import serving
from fakes import POSTS, FakeSearcher

from web.app import create_app

GENERATORS = Path(os.environ.get("SAKUIN_GENERATORS") or Path(__file__).parent / "output/generators")
MODULES = GENERATORS / "node_modules"
PROGRAMS = GENERATORS / "python/bin"
POST = POSTS[0]
FOUND = [2, ["tags", "years"], POST.title, "invalid_parameter", True]

PYTHON = """
import datetime, json, sys
from sakuin_client.api.default import post, search
from sakuin_client.client import Client
from sakuin_client.models import PostIncludeItem, SearchFacetsItem
client = Client(base_url=sys.argv[1])
facets = [SearchFacetsItem.TAGS, SearchFacetsItem.YEARS]
found = search.sync(client=client, q="味噌", year=[2024, 2022], facets=facets, from_=datetime.date(2001, 1, 1), explain=True)
one = post.sync(sys.argv[2], client=client, include=[PostIncludeItem.BODY, PostIncludeItem.LINKS])
wrong = search.sync(client=client, limit=1000)
print(json.dumps([found.total, sorted(found.facets.to_dict()), one.title, wrong.code, bool(one.body)]))
"""
TYPESCRIPT = """
import createClient from "openapi-fetch";
import type { paths } from "./api";
declare const process: { argv: string[] };
const [address, post_id] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl: address });
async function ask() {
  const query = { q: "味噌", year: [2024, 2022], facets: ["tags" as const, "years" as const], from: "2001", explain: true };
  const found = await api.GET("/api/v1/search", { params: { query } });
  const include = ["body" as const, "links" as const];
  const one = await api.GET("/api/v1/posts/{post_id}", { params: { path: { post_id }, query: { include } } });
  const wrong = await api.GET("/api/v1/search", { params: { query: { limit: 1000 } } });
  const facets = Object.keys(found.data!.facets).sort();
  console.log(JSON.stringify([found.data!.total, facets, one.data!.title, wrong.error!.code, Boolean(one.data!.body)]));
}
ask();
"""


@pytest.fixture(scope="module")
def address():
    with serving(create_app(FakeSearcher())) as address:
        yield address


@pytest.fixture
def document(tmp_path):
    place = tmp_path / "openapi.json"
    place.write_bytes(create_app(FakeSearcher()).test_client().get("/api/v1/openapi.json").data)
    return place


def output(*command, **options):
    run = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.mark.skipif(
    not (PROGRAMS / "openapi-python-client").exists(), reason=f"openapi-python-client is not installed in {PROGRAMS}"
)
def test_in_python(address, document, tmp_path):
    path = os.pathsep.join((str(PROGRAMS), os.environ["PATH"]))  # it calls ruff
    make = (PROGRAMS / "openapi-python-client", "generate", "--path", document, "--output-path", tmp_path / "client")
    said = output(*make, env={**os.environ, "PATH": path})
    assert "warning" not in said.lower()
    asked = output(PROGRAMS / "python", "-c", PYTHON, address, POST.id, env={"PYTHONPATH": str(tmp_path / "client")})
    assert json.loads(asked) == FOUND


@pytest.mark.skipif(
    not (MODULES / "openapi-typescript").is_dir(), reason=f"openapi-typescript is not installed in {MODULES}"
)
def test_in_typescript(address, document, tmp_path):
    (tmp_path / "node_modules").symlink_to(MODULES)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "ask.ts").write_text(TYPESCRIPT, encoding="utf-8")
    output("node", MODULES / "openapi-typescript/bin/cli.js", document, "-o", "api.d.ts", cwd=tmp_path)
    strict = ("--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck")
    output("node", MODULES / "typescript/bin/tsc", *strict, "ask.ts", cwd=tmp_path)
    assert json.loads(output("node", "ask.js", address, POST.id, cwd=tmp_path)) == FOUND
