import re
import string
from pathlib import Path

import pytest

from web.editor.editor import REPORTS
from web.texts import TEXTS, say

TEMPLATES = Path(__file__).parents[1] / "web/templates"


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_fill_in_the_same_values(key):
    def names(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    message = TEXTS[key]
    assert names(message.ja) == names(message.en)


def test_templates_say_only_what_there_is():
    templates = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    said = set(re.findall(r"""say\(["']([\w-]+)["'](?! ~)""", templates))
    assert said
    assert said <= TEXTS.keys()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_of_the_editor_says_what_it_is(report):
    assert {f"editor_{report.name}", f"about_{report.name}"} <= TEXTS.keys()


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [("ja", 1, "1件"), ("ja", 2513, "2,513件"), ("en", 1, "1 post"), ("en", 2513, "2,513 posts")],
)
def test_numbers(language, n, text):
    assert say(language, "posts", n=n) == text
