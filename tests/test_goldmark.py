from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import prepared

from index.reading.markup.hugo import goldmark_anchor
from index.reading.markup.markup import parse_drafts
from index.reading.sites.hugo import Hugo


def ids(markdown: str, rule: str = "github") -> list[str]:
    body = parse_drafts([prepared(markdown, "hugo")[0]], anchor=lambda heading: goldmark_anchor(heading, rule))[0]
    return [block.anchor for block in body.blocks if block.kind == "heading"]


@pytest.mark.parametrize(
    ("heading", "github", "ascii_", "blackfriday"),
    [
        ("空 の Look", "空-の-look", "--look", "空-の-look"),
        ("1. 雲、とは？", "1-雲とは", "1-", "1-雲-とは"),
        ("`--once` か -- か", "--once-か--か", "--once---", "once-か-か"),
        ("a_b・c/d", "a_bcd", "a_bcd", "a-b-c-d"),
        ("① ½ Ⅳ", "--", "--", "①-½-ⅳ"),
        ("Café", "café", "cafe", "café"),
        ("か\u3099", "か", "heading", "か"),
        ("！", "heading", "heading", "heading"),
        ("雲 ![絵](a.png)", "雲-絵", "-", "雲-絵"),
        ("[雲](https://e.jp/) と**空**", "雲-と空", "-", "雲-と空"),
        ("<b>雲</b> & 空", "雲--空", "--", "雲-空"),
    ],
)
def test_ids(heading: str, github: str, ascii_: str, blackfriday: str) -> None:
    rules = ("github", "github-ascii", "blackfriday")
    assert tuple(ids(f"## {heading}", rule)[0] for rule in rules) == (github, ascii_, blackfriday)


def test_no_ids_where_the_site_makes_none() -> None:
    site = Hugo(Path(), ids="")
    body = parse_drafts([prepared("## 空\n\n## 雲 {#kumo}\n", "hugo")[0]], anchor=site.anchor)[0]
    assert [(block.text, block.anchor) for block in body.blocks] == [("空", ""), ("雲", "kumo")]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## 空 {#sora}", ("空", "sora")),
        ("## 空 { #sora }", ("空", "sora")),
        ('## 空 {.big #sora data-x="1 2"}', ("空", "sora")),
        ('## 空 {title="#x" #sora}', ("空", "sora")),
        ("## 空 {.big}", ("空", "空")),
        ("## 空 ## {#sora}", ("空", "sora")),
        ("> ## 空 {.big #sora}", ("空", "sora")),
        ("空 {#sora .big} \n===", ("空", "sora")),
        ("## 空 {#sora ao}", ("空 {#sora ao}", "空-sora-ao")),  # no attribute is a bare word
        ("## 空 {#sora} 雲", ("空 {#sora} 雲", "空-sora-雲")),
        ("## 空 {sora}", ("空 {sora}", "空-sora")),
    ],
)
def test_attributes_of_a_heading(markdown: str, expected: tuple[str, str]) -> None:
    body = parse_drafts([prepared(markdown, "hugo")[0]], anchor=lambda heading: goldmark_anchor(heading, "github"))[0]
    assert [(block.text, block.anchor) for block in body.blocks] == [expected]


@pytest.mark.parametrize(
    ("markdown", "site", "left"),
    [
        ("空。\n{.center}\n\n雲。", "hugo", "空。\n\n\n雲。"),
        ("- 空\n- 雲\n{.list #l}\n", "hugo", "- 空\n- 雲\n\n"),
        ("空。\n\n{.center}\n", "hugo", "空。\n\n{.center}\n"),  # below no block
        ("{.center}\n", "hugo", "{.center}\n"),
        ("型は {.T}", "hugo", "型は {.T}"),
        ("空。\n{.center}\n", "zenn", "空。\n{.center}\n"),
        ("`## 空 {.a}`", "hugo", "`## 空 {.a}`"),
        ("{a $x$}", "zenn", "{a <eq>` x `</eq>}"),  # what is in braces is read all the same
        ("{a `$x$`}", "zenn", "{a `$x$`}"),
        ("```\n空\n{.a}\n```\n", "hugo", "```\n空\n{.a}\n```\n"),
        ("題は {{ .Title }} と書く", "hugo", "題は {{ .Title }} と書く"),
    ],
)
def test_braces_in_text(markdown: str, site: str, left: str) -> None:
    assert prepared(markdown, site)[0] == left


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        ("{{< note >}}\n```\n空\n{{< /note >}}\n雲", "\n```\n空\n\n```\n\n雲"),
        ("{{% note %}}\n~~~sh\n空\n{{% /note %}}\n雲\n```\n海\n```\n", "\n~~~sh\n空\n\n~~~\n\n雲\n```\n海\n```\n"),
        ("```\n{{< a >}}空{{< /a >}}\n{{< b >}}\n```\n雲", "```\n{{< a >}}空{{< /a >}}\n{{< b >}}\n```\n雲"),
        ("```\n{{</* /a */>}}\n```\n雲", "```\n{{< /a >}}\n```\n雲"),
        ("```\n空", "```\n空"),
    ],
)
def test_an_open_fence_ends_with_the_shortcode_around_it(markdown: str, left: str) -> None:
    assert prepared(markdown, "hugo")[0] == left


@given(
    st.lists(st.sampled_from(["# ", "空", " ", "{", "}", "#a", ".b", 'c="d"', "\n", "===", "`", "{{", ">"])).map(
        "".join
    )
)
def test_it_never_raises(markdown: str) -> None:
    assert all(isinstance(anchor, str) for anchor in ids(markdown))
