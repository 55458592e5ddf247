"""Answers for a person at a terminal, line by line. `bold` marks what matched in bold, else it stands in 【 】."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from index.document import Document, Removal
from index.language import Language, Message
from index.terminal import harmless, one_line, pad, width
from search.answer import Fragment, Hit, QueryWord, RelatedPost, SearchResult, Spelling
from search.encode import body_text
from search.terminal import emphasized, marked, wrapped

TITLE_COLUMNS = 44
LINE_COLUMNS = 100
FACET_VALUES = 10
INDENT = " " * 10

REASONS = {
    "marker": Message(ja="下書きの区切り", en="mark between drafts"),
    "repeat": Message(ja="繰り返し", en="repeated"),
    "fragment": Message(ja="断片", en="fragment"),
}
FACETS = {
    "tags": Message(ja="タグ", en="Tags"),
    "categories": Message(ja="カテゴリー", en="Categories"),
    "years": Message(ja="年", en="Years"),
    "authors": Message(ja="著者", en="Authors"),
}


def note_lines(result: SearchResult, language: Language) -> Iterator[str]:
    """What a person should know of an answer besides its hits."""
    state = result.index
    yield from (warning.to(language) for warning in result.warnings)
    if state.state == "building":
        done, of = f"{state.indexed:,}", f"{state.documents:,}"
        yield _say(language, f"索引を作成中です（{done}/{of}件）。", f"The index is being built ({done} of {of}).")
    for spelling in result.spellings:
        yield _spelling(spelling, language)
    for word in result.words:
        yield _word(word, language)
    if result.suggestions:
        yield _say(language, "もしかして: ", "Did you mean: ") + one_line(", ".join(result.suggestions))


def hit_lines(result: SearchResult, language: Language, *, bold: bool) -> Iterator[str]:
    if not result.hits:
        return
    taken = f"{max(result.processing_time_ms, 1):.0f} ms"
    if result.match == "some":
        yield _say(language, "すべての語を含む記事はありません。", "No post has all of these words.")
    else:
        yield _say(language, f"{result.total:,}件（{taken}）", f"{result.total:,} found ({taken})")
    columns = min(max(width(one_line(hit.title)) for hit in result.hits), TITLE_COLUMNS)
    for rank, hit in enumerate(result.matching, result.request.offset + 1):
        yield from _hit(rank, hit, columns=columns, bold=bold)
    if result.lacking:
        yield _say(language, "一部の語を含む記事:", "Posts with some of these words:")
    for rank, hit in enumerate(result.lacking, 1):
        yield from _hit(rank, hit, columns=columns, bold=bold)


def post_lines(document: Document, language: Language) -> Iterator[str]:
    """A post as indexed, and at the end what a reader does not see."""
    yield one_line(document.title)
    rows = (
        ("ID", "ID", document.id),
        ("パス", "path", document.path),
        ("URL", "URL", document.url),
        ("日付", "date", document.date),
        ("更新", "updated", document.updated),
        ("タグ", "tags", ", ".join(document.tags)),
        ("カテゴリー", "categories", ", ".join(document.categories)),
        ("著者", "author", document.author),
    )
    yield from (f"  {pad(_say(language, ja, en), 10)}  {one_line(value)}" for ja, en, value in rows if value)
    yield f"\n{harmless(body_text(document))}"
    for code in document.code:
        yield f"\n```{one_line(code.language)}\n{harmless(code.text)}\n```"
    if document.removed:
        yield _say(language, "\n取り除いた部分:", "\nLeft out:")
    for removal in document.removed:
        yield f"  {_removal(removal, language)}"


def _removal(removal: Removal, language: Language) -> str:
    reason = REASONS[removal.reason].to(language)
    if removal.reason == "marker":
        return reason
    size = _say(language, f"{removal.characters:,}字", f"{removal.characters:,} characters")
    return f"{reason}  {size}  {one_line(removal.beginning)}…"


def related_lines(posts: Iterable[RelatedPost]) -> Iterator[str]:
    for rank, post in enumerate(posts, 1):
        why = ", ".join(f"{shared.term} {shared.share:.0%}" for shared in post.why)
        tags = " ".join(f"#{tag}" for tag in post.shared_tags)
        yield f"{rank:>2}  {post.score:>5.1f}  {post.date[:10]:10}  {one_line(post.title)}"
        yield INDENT + one_line(f"{why}  {tags}")
        yield INDENT + one_line(unquote(post.url) or post.path)


def stats_lines(result: SearchResult, language: Language) -> Iterator[str]:
    state = result.index
    rows = (
        ("記事", "posts", f"{state.documents:,}"),
        ("本文まで索引済み", "with their text", f"{state.indexed:,}"),
        ("世代", "generation", f"{state.generation:,}"),
        ("更新", "updated", state.updated_at),
    )
    yield from (f"{pad(_say(language, ja, en), 18)}{value}" for ja, en, value in rows)
    for facet in result.facets:
        if facet.values:
            yield f"\n{FACETS[facet.field].to(language)} ({facet.total_values:,})"
        yield from (f"  {value.count:>6,}  {one_line(value.value)}" for value in facet.values[:FACET_VALUES])


def _hit(rank: int, hit: Hit, *, columns: int, bold: bool) -> Iterator[str]:
    title = pad(one_line(hit.title), columns)
    tags = one_line(", ".join(hit.tags))
    shown = emphasized(title) if bold else title
    yield f"{rank:>2}  {hit.score:>5.1f}  {hit.date[:10]:10}  {shown}  {tags}".rstrip()
    for fragment in hit.highlights.body:
        yield from _snippet(fragment, bold=bold)
    yield INDENT + one_line(unquote(hit.url) or hit.path)
    for term in hit.explanation:
        tier = f"  ({term.tier})" if term.tier != "exact" else ""
        yield f"{INDENT}{term.score:>7.3f}  {term.field}:{one_line(term.term)}  ×{term.frequency}{tier}"


def _spelling(spelling: Spelling, language: Language) -> str:
    typed = one_line(spelling.typed)
    ja = "".join(f"「{one_line(word)}」" for word in spelling.found)
    en = ", ".join(f"“{one_line(word)}”" for word in spelling.found)
    return _say(
        language,
        f"「{typed}」は{ja}も含みます（この表記だけ: --exact）",
        f"“{typed}” includes {en} (only as typed: --exact)",
    )


def _word(word: QueryWord, language: Language) -> str:
    text = one_line(word.text)
    if word.having:
        having = _say(language, f"「{text}」を含む記事: {word.having:,}件", f"“{text}” is in {word.having:,}")
    else:
        having = _say(language, f"「{text}」を含む記事はありません", f"No post has “{text}”")
    without = _say(language, f"、除くと {word.without:,}件", f"; without it: {word.without:,}") if word.without else ""
    return having + without


def _snippet(fragment: Fragment, *, bold: bool) -> Iterator[str]:
    """The excerpt: as many lines as the terminal needs, one where there is no terminal."""
    if not bold:
        yield INDENT + marked(fragment.shown, bold=False)
        return
    columns = max(min(shutil.get_terminal_size().columns, LINE_COLUMNS) - len(INDENT), 20)
    for line in wrapped(fragment.shown, columns):
        yield INDENT + marked(line, bold=True)


def _say(language: Language, ja: str, en: str) -> str:
    return Message(ja=ja, en=en).to(language)
