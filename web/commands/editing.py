"""The commands for editors."""

from __future__ import annotations

from web.commands.queries import queries
from web.commands.timeline import timeline

commands = [timeline, queries]
