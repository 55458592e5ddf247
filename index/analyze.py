"""The command `analyze`: what a text is cut into, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from click.core import ParameterSource

from index.analysis.token import Rule, Token
from index.analysis.tokenizers import TOKENIZERS, TokenizerName
from index.errors import IndexMissing
from index.extras import to_install
from index.terminal import format_option, index_option, one_line, pad, say, width

if TYPE_CHECKING:
    from index.analysis.analyzer import Analyzer

_HEADINGS = (
    say("位置", "at"),
    say("文字", "text"),
    say("記事の語", "in a post"),
    say("検索する語", "asked for"),
    say("理由", "because"),
)
_BECAUSE = {
    Rule.WORD: say("語", "word"),
    Rule.BASE_FORM: say("基本形", "base form"),
    Rule.PREFIX: say("次の語と一語", "one word with the next"),
    Rule.SUFFIX: say("前の語と一語", "one word with the one before"),
    Rule.WHOLE: say("前後の語を合わせた語", "a word with its affixes"),
    Rule.TECHNICAL: say("技術用語", "technical term"),
    Rule.JOINED: say("つないで一語", "joined to one word"),
    Rule.PIECE: say("つないだ語の一部", "piece of a joined word"),
    Rule.PART: say("技術用語の一部", "part of a technical term"),
    Rule.COMPOUND: say("複合語の一部", "part of a compound"),
    Rule.AS_WRITTEN: say("書かれたまま", "as written"),
}


tokenizer_option = click.option(
    "--tokenizer",
    type=click.Choice(TOKENIZERS),
    help=say(
        f"語の切り分け方。mecab は速く、入れるには、{to_install('mecab').ja}",
        f"What cuts words; mecab is faster and is installed with {to_install('mecab').en}",
    ),
)


@click.command(
    help=say(
        "TEXT がどんな語に分けられるかを出力します。検索できるのはこの語です。索引があれば、そのブログの語も使います。",
        "Print the terms that TEXT is cut into. These are what a search finds. An index adds the words of its blog.",
    )
)
@click.argument("text")
@index_option
@tokenizer_option
@format_option("table", "json")
def analyze(text: str, index_dir: Path | None, tokenizer: TokenizerName | None, form: str) -> None:
    named = click.get_current_context().get_parameter_source("index_dir") is ParameterSource.COMMANDLINE
    tokens = _analyzer(index_dir, tokenizer, must_be=named).tokens(text)
    if form == "json":
        rows = [{**token._asdict(), "surface": text[token.start : token.end]} for token in tokens]
        click.echo(msgspec.json.encode(rows).decode())
        return
    for line in _columns([_HEADINGS, *(_row(token, text) for token in tokens)]):
        click.echo(line)


def _analyzer(index_dir: Path | None, tokenizer: TokenizerName | None, *, must_be: bool) -> Analyzer:
    """The analyzer with that tokenizer; without one, the analyzer of the index, which knows the words of its blog; without an
    index, Janome's. `IndexMissing` where the index `must_be` there."""
    from index.analysis.analyzer import analyzer
    from index.recorded import analyzer_of

    if tokenizer:
        return analyzer(tokenizer)
    try:
        return analyzer_of(index_dir or Path(".sakuin"))
    except IndexMissing:
        if must_be:
            raise
        return analyzer("janome")


def _row(token: Token, text: str) -> tuple[str, ...]:
    asked = token.term if token.rule.asked_for else ""
    return str(token.start), one_line(text[token.start : token.end]), token.term, asked, _BECAUSE[token.rule]


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows as lines, each column as wide as its widest entry."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(pad(entry, size) for entry, size in zip(row, widths, strict=True)).rstrip()
