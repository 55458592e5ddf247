"""`sakuin --version`. Click's own option wants the version before anybody asks for it, and to find it takes as long as all other help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from index.terminal import say
from web.version import installed_version

Command = TypeVar("Command", bound=Callable[..., object])


def version_option(command: Command) -> Command:
    return click.option(
        "--version",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_print_version,
        help=say("版を出力", "Print the version"),
    )(command)


def _print_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"sakuin, version {installed_version()}")
        context.exit()
