"""The command `sakuin`: the commands of every package, serving, and errors turned into sentences and exit codes."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote_plus

import click

from index.cli import commands as index_commands
from index.errors import SakuinError
from index.language import Message
from index.terminal import LANGUAGE, index_option, say
from web.commands.editing import commands as editing_commands
from web.commands.reading import commands as search_commands
from web.commands.version import version_option
from web.exits import exit_code
from web.settings import KEYS, Settings, read_settings

if TYPE_CHECKING:
    from web.serving.server import Running

SAMPLE = Path(__file__).with_name("sample")
DEMO_QUERIES = ("味噌 仕込む", "引越し", "tag:猫")

HOW_TO_STOP = say("止めるには Ctrl-C", "Ctrl-C stops it")

INTERRUPTED = 130
WITH_POSTS = {"index", "open", "demo"}
"""The commands that take posts: their index lies beside those posts, not in the current folder."""


class Sakuin(click.Group):
    """The group; a first word that is no command but a folder of posts is opened."""

    def resolve_command(
        self, context: click.Context, words: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = words[0]
        if word in self.commands or word.startswith("-"):
            return super().resolve_command(context, words)
        if is_path(word):
            return "open", self.commands["open"], words
        close = get_close_matches(word, self.list_commands(context), n=1)
        ja, en = (f"{close[0]} ですか？", f" Did you mean {close[0]}?") if close else ("", "")
        raise click.UsageError(
            say(
                f"{word} というコマンドもフォルダーもありません。{ja}", f"There is no command and no folder {word}.{en}"
            ),
            context,
        )

    def list_commands(self, _: click.Context) -> list[str]:
        """The commands in the order of their registration, not of the alphabet."""
        return [name for name, command in self.commands.items() if not command.hidden]

    def invoke(self, context: click.Context) -> object:
        try:
            result = super().invoke(context)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader, `head` for one, has had enough. Python must not find the pipe broken again at its exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        return result


HELP = Message(
    ja="""\b
Sakuin（索引）は、日本語のブログのための検索エンジンです。
Markdown の記事から索引を作り、ブラウザー、端末、プログラムから検索できます。

\b
はじめに:
  sakuin demo               付属のブログで試す
  sakuin ~/blog             自分のブログを索引して、検索ページを開く
  sakuin search 味噌汁      端末で検索する（~/blog の中で）""",
    en="""Sakuin (索引) is a search engine for Japanese blogs. It indexes Markdown posts and answers in a browser,
a terminal or a program.

\b
First steps:
  sakuin demo               try it on the blog that comes with it
  sakuin ~/blog             index your own blog and serve its search page
  sakuin search 味噌汁      search in the terminal (from inside ~/blog)""",
)


def is_path(word: str) -> bool:
    """Whether somebody means a file or a folder by it, which need not exist: ~/blog."""
    return "/" in word or os.sep in word or word in {".", ".."} or word.startswith("~") or Path(word).exists()


@click.group(
    cls=Sakuin,
    invoke_without_command=True,
    help=HELP.to(LANGUAGE),
    options_metavar="",
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="PATH | COMMAND …",
)
@version_option
@click.help_option("-h", "--help", help=say("この説明を出力", "Print this help"))
@click.pass_context
def sakuin(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        return
    context.obj = read_settings  # for `index`: the sakuin.toml of its posts counts
    settings = read_settings()
    context.color = None if settings.color else False
    context.default_map = default_index_dirs(settings)


def default_index_dirs(settings: Settings) -> dict[str, dict[str, Path | None]]:
    """The default of `--index` for each command."""
    found = settings.index.index_dir_for()
    return {name: {"index_dir": settings.index.dir if name in WITH_POSTS else found} for name in sakuin.commands}


PORT = KEYS["server.port"]
host_option = click.option("--host", metavar="H", help=say("待ち受けるホスト", "The host to listen on"))
port_option = click.option(
    "--port",
    "-p",
    type=click.IntRange(PORT.minimum, PORT.maximum),
    metavar="P",
    help=say("待ち受けるポート。0 なら空いているもの", "The port to listen on; 0 for any free one"),
)


@click.command(
    "serve",
    help=say(
        "検索ページと API を公開し、アドレスを出力します。", "Serve the search page and the API; prints the address."
    ),
)
@index_option
@host_option
@port_option
def serve_command(index_dir: Path | None, host: str | None, port: int | None) -> None:
    settings = read_settings(index_dir=index_dir)
    place = settings.index.index_dir_for(flag=index_dir)
    start_server(place, settings, host=host, port=port, announce=print_address).wait()


@click.command(
    "open",
    hidden=True,
    help=say("PATH の記事を索引し、検索ページを公開します。", "Index the posts in PATH, then serve them."),
)
@click.argument("path", type=click.Path(path_type=Path))
@index_option
@host_option
@port_option
def open_command(path: Path, index_dir: Path | None, host: str | None, port: int | None) -> None:
    from web.commands.opening import index_and_serve

    posts = path.expanduser()
    settings = read_settings(posts)
    place = settings.index.index_dir_for(posts, index_dir)
    start = partial(start_server, place, settings, host=host, port=port, announce=print_address)
    index_and_serve(posts, place, settings, start=start, again=f"sakuin {shlex.quote(str(path))}")


@click.command(
    "demo",
    help=say(
        "付属のブログを索引して、検索ページを公開します。", "Index the blog that comes with Sakuin, then serve it."
    ),
)
@index_option
@host_option
@port_option
def demo_command(index_dir: Path | None, host: str | None, port: int | None) -> None:
    from web.commands.opening import index_and_serve

    with demo_index(index_dir) as place:
        settings = read_settings(SAMPLE)
        announce = partial(print_demo, place)
        start = partial(start_server, place, settings, host=host, port=port, announce=announce, read_here=True)
        index_and_serve(SAMPLE, place, settings, start=start)


for command in (*index_commands, *search_commands, *editing_commands, serve_command, open_command, demo_command):
    sakuin.add_command(command)


@contextmanager
def demo_index(index_dir: Path | None) -> Iterator[Path]:
    """The index folder that is named, else a temporary one, for an installation may be read-only."""
    if index_dir:
        yield index_dir
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="sakuin-demo-") as folder:
        yield Path(folder) / ".sakuin"


def start_server(
    index_dir: Path,
    settings: Settings,
    *,
    host: str | None,
    port: int | None,
    announce: Callable[[str], None],
    read_here: bool = False,
) -> Running:
    """Serve an index; `announce` is called with the address. The flags `host` and `port` come before the settings."""
    from web.serving.server import Running
    from web.wsgi import open_app

    app = open_app(index_dir, settings, read_here=read_here)
    server = settings.server
    running = Running(app, host=host or server.host, port=server.port if port is None else port)
    announce(running.address)
    return running


def print_address(address: str) -> None:
    click.echo(address)
    click.echo(HOW_TO_STOP, err=True)


def print_demo(index_dir: Path, address: str) -> None:
    """The address, and what to ask first: in a browser, and in another terminal."""
    click.echo(address)
    click.echo(say("\n試しに:", "\nTry:"))
    for query in DEMO_QUERIES:
        click.echo(f"  {address}search?q={readable(query)}")
    click.echo(say("\n別の端末では:", "\nOr in another terminal:"))
    if activated := activation():
        click.echo(f"  {activated}")
    for query in DEMO_QUERIES:
        click.echo(f"  sakuin search {shlex.quote(query)} --index {shlex.quote(str(index_dir))}")
    then = say(
        "そのあと自分のブログで（フォルダーの名前に替えて）:", "Then, for your own blog, with the name of its folder:"
    )
    click.echo(f"\n{HOW_TO_STOP}{say('。', '.')} {then}")
    if activated:
        click.echo(f"  {activated}")
    click.echo("  sakuin ~/blog")


def readable(query: str) -> str:
    """A query for an address that a person reads and pastes: 味噌 仕込む as 味噌+仕込む. Only what would end it is percent-encoded."""
    return "".join(sign if sign.isalnum() or sign == ":" else quote_plus(sign) for sign in query)


def activation() -> str:
    """The command after which a shell finds this `sakuin`; "" where it finds it already."""
    programs = Path(sys.executable).parent
    found = shutil.which("sakuin")
    activate = programs / "activate"
    if (found and Path(found).parent == programs) or not activate.exists():
        return ""
    return str(activate) if os.name == "nt" else f". {shlex.quote(str(activate))}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `sakuin` and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that cannot print a character shows ?
    try:
        code = sakuin.main(arguments, prog_name="sakuin", standalone_mode=False)
    except SakuinError as error:
        click.echo(error.message.to(LANGUAGE), err=True)
        return exit_code(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:  # SIGTERM
        return 0
    return code if isinstance(code, int) else 0


def run() -> NoReturn:
    """The program `sakuin`. It leaves threads that serve or look words up as they are: Python would end them within C++, which aborts."""
    code = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
