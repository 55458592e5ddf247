"""The commands for editors."""

from __future__ import annotations

from web.commands.related import related
from web.commands.timeline import timeline

commands = [related, timeline]
