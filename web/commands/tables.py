"""Answers for a person at a terminal, line by line. With `bold` matches are bold, else they stand in 【 】."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from index.cli import SKIPPED
from index.document import Brief, Removal
from index.language import Message
from index.terminal import LANGUAGE, harmless, one_line, pad, say, width
from search.answer import Answer, Fragment, Hit, Post, QueryWord, Spelling
from search.fields import Elsewhere
from search.marked import Span
from web.commands.marked import emphasized, marked, wrapped

TITLE_COLUMNS = 44
LINE_COLUMNS = 100
FACET_VALUES = 10
INDENT = " " * 10

REASONS = {
    "marker": Message(ja="下書きの区切り", en="mark between drafts"),
    "repeat": Message(ja="繰り返し", en="repeated"),
    "fragment": Message(ja="断片", en="fragment"),
}


NAMES = {
    "tag": Message(ja="タグ", en="tag"),
    "category": Message(ja="カテゴリー", en="category"),
    "author": Message(ja="著者", en="author"),
}


def note_lines(answer: Answer) -> Iterator[str]:
    """What a person should know of an answer besides its hits."""
    state = answer.index
    yield from (warning.to(LANGUAGE) for warning in answer.warnings)
    if state.state == "building":
        done, of = f"{state.indexed:,}", f"{state.documents:,}"
        yield say(f"索引を作成中です（{done}/{of}件）。", f"The index is being built ({done} of {of}).")
    for spelling in answer.spellings:
        yield _spelling(spelling)
    for word in answer.words:
        yield _word(word)
    for found in answer.elsewhere:
        yield _elsewhere(found)
    if answer.corrected:
        meant = one_line(answer.corrected)
        yield say(
            f"「{meant}」の検索結果です。入力どおりに検索するには --exact を付けます。",
            f"These are the results for “{meant}”; --exact searches as typed.",
        )
    if answer.suggestions:
        yield say("もしかして: ", "Did you mean: ") + one_line(", ".join(answer.suggestions))


def _elsewhere(found: Elsewhere) -> str:
    value = one_line(found.value)
    if found.filter is None:
        field, other = NAMES[found.found], one_line(found.query)
        return say(
            f"「{value}」を{field.ja}とする記事（{found.count:,}件）: {other}",
            f"Posts with “{value}” as their {field.en} ({found.count:,}): {other}",
        )
    from search.query.tree import Filter, typed  # with NumPy, which `sakuin --help` can do without

    field, other = NAMES[found.filter], one_line(typed(Filter(found.found, found.value)))
    return say(
        f"「{value}」という{field.ja}はありません。ほかの項目にはあります: {other}（{found.count:,}件）",
        f"There is no {field.en} “{value}”. Try {other} ({found.count:,}).",
    )


def hit_lines(answer: Answer, *, bold: bool) -> Iterator[str]:
    """How many were found, and for each hit its title, excerpts and address; nothing without a hit."""
    if not answer.hits:
        return
    taken = f"{max(answer.processing_time_ms, 1):.0f} ms"
    if answer.match == "some":
        yield say("すべての語を含む記事はありません。", "No post has all of these words.")
    else:
        yield say(f"{answer.total:,}件（{taken}）", f"{answer.total:,} found ({taken})")
    if answer.folded:
        yield say(
            f"ほぼ同じ記事 {answer.folded:,}件をまとめました（すべて並べる: --duplicates show）",
            f"Nearly the same, folded: {answer.folded:,} (list each: --duplicates show)",
        )
    columns = min(max(width(_title(hit, bold=bold)) for hit in answer.hits), TITLE_COLUMNS)
    for rank, hit in enumerate(answer.matching, answer.offset + 1):
        yield from _hit(rank, hit, columns=columns, bold=bold)
    if answer.lacking:
        yield say("一部の語を含む記事:", "Posts with some of these words:")
    for rank, hit in enumerate(answer.lacking, 1):
        yield from _hit(rank, hit, columns=columns, bold=bold)


def post_lines(post: Post) -> Iterator[str]:
    """A post as indexed, and at the end what a reader does not see."""
    yield one_line(post.title)
    rows = (
        ("ID", "ID", post.id),
        ("パス", "path", post.path),
        ("URL", "URL", post.url),
        ("日付", "date", post.date),
        ("更新", "updated", post.updated),
        ("タグ", "tags", ", ".join(post.tags)),
        ("カテゴリー", "categories", ", ".join(post.categories)),
        ("著者", "author", post.author),
    )
    yield from (f"  {pad(say(ja, en), 10)}  {one_line(value)}" for ja, en, value in rows if value)
    yield f"\n{harmless(post.body or '')}"
    for code in post.code or ():
        yield f"\n```{one_line(code.language)}\n{harmless(code.text)}\n```"
    if post.removed:
        yield say("\n取り除いた部分:", "\nLeft out:")
    for removal in post.removed or ():
        yield f"  {_removal(removal)}"


def _removal(removal: Removal) -> str:
    reason = REASONS[removal.reason].to(LANGUAGE)
    if removal.reason == "marker":
        return reason
    size = say(f"{removal.characters:,}字", f"{removal.characters:,} characters")
    return f"{reason}  {size}  {one_line(removal.beginning)}…"


def stats_lines(answer: Answer, skipped: Mapping[str, int]) -> Iterator[str]:
    """What the index holds, what the last run left out, and the commonest values of each facet."""
    from web.texts import TEXTS  # not above: the other commands need not wait for the texts of the pages

    state = answer.index
    rows = (
        ("記事", "posts", f"{state.documents:,}"),
        ("本文まで索引済み", "with their text", f"{state.indexed:,}"),
        ("世代", "generation", f"{state.generation:,}"),
        ("更新", "updated", state.updated_at),
    )
    yield from (f"{pad(say(ja, en), 18)}{value}" for ja, en, value in rows)
    if skipped:
        yield say("\n索引に入れていないファイル", "\nfiles left out")
    yield from (f"  {count:>6,}  {say(*SKIPPED.get(reason, (reason, reason)))}" for reason, count in skipped.items())
    for field, facet in answer.facets.items():
        if facet.values:
            yield f"\n{TEXTS[field].to(LANGUAGE)} ({facet.total_values:,})"
        yield from (f"  {value.count:>6,}  {one_line(value.value)}" for value in facet.values[:FACET_VALUES])
        if (more := facet.total_values - FACET_VALUES) > 0:
            yield f"          {say(f'ほかに {more:,}（検索ページの /tags に）', f'and {more:,} more (see /tags of the search page)')}"


def _day(post: Brief) -> str:
    return (post.date or "")[:10]


def _hit(rank: int, hit: Hit, *, columns: int, bold: bool) -> Iterator[str]:
    title = pad(_title(hit, bold=bold), columns)
    found = {_text(fragment): fragment.spans for fragment in hit.highlights.tags}
    tags = one_line(", ".join(marked(found.get(tag, (Span(tag),)), bold=bold) for tag in hit.tags))
    score = f"{hit.score:.1f}" if hit.score else ""  # of a filter alone there is none
    yield f"{rank:>2}  {score:>5}  {_day(hit):10}  {emphasized(title) if bold else title}  {tags}".rstrip()
    for fragment in hit.highlights.body:
        yield from _snippet(fragment, bold=bold)
    yield INDENT + one_line(unquote(hit.url) or hit.path)
    for copy in hit.copies:
        yield f"{INDENT}≈ {100 * copy.similarity:.0f}%  {_day(copy):10}  {one_line(copy.title)}  {one_line(unquote(copy.url) or copy.path)}"
    for term in hit.explain or ():
        tier = f"  ({term.tier})" if term.tier != "exact" else ""
        yield f"{INDENT}{term.score:>7.3f}  {term.field}:{one_line(term.term)}  ×{term.frequency}{tier}"


def _title(hit: Hit, *, bold: bool) -> str:
    """The title, in which matches stand in 【 】 where it is not bold as a whole."""
    found = {_text(fragment): fragment.spans for fragment in hit.highlights.title}
    return one_line(hit.title if bold else marked(found.get(hit.title, (Span(hit.title),)), bold=False))


def _text(fragment: Fragment) -> str:
    return "".join(span.text for span in fragment.spans)


def _spelling(spelling: Spelling) -> str:
    typed = one_line(spelling.typed)
    ja = "".join(f"「{one_line(word)}」" for word in spelling.found)
    en = ", ".join(f"“{one_line(word)}”" for word in spelling.found)
    return say(
        f"「{typed}」は{ja}も含みます（この表記だけ: --exact）",
        f"“{typed}” includes {en} (only as typed: --exact)",
    )


def _word(word: QueryWord) -> str:
    text = one_line(word.word)
    if word.having:
        having = say(f"「{text}」を含む記事: {word.having:,}件", f"“{text}” is in {word.having:,}")
    else:
        having = say(f"「{text}」を含む記事はありません", f"No post has “{text}”")
    without = say(f"、除くと {word.without:,}件", f"; without it: {word.without:,}") if word.without else ""
    return having + without


def _snippet(fragment: Fragment, *, bold: bool) -> Iterator[str]:
    """The excerpt: as many lines as the terminal needs, one where there is no terminal."""
    if not bold:
        yield INDENT + marked(fragment.shown, bold=False)
        return
    columns = max(min(shutil.get_terminal_size().columns, LINE_COLUMNS) - len(INDENT), 20)
    for line in wrapped(fragment.shown, columns):
        yield INDENT + marked(line, bold=True)
