"""The commands for editors."""

from __future__ import annotations

from web.commands.check import check
from web.commands.tags import tags
from web.commands.timeline import timeline

commands = [check, tags, timeline]
