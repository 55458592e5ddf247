"""The commands for editors."""

from __future__ import annotations

from web.commands.check import check
from web.commands.duplicates import duplicates
from web.commands.overlap import overlap
from web.commands.queries import queries
from web.commands.related import related
from web.commands.tags import tags
from web.commands.timeline import timeline

commands = [check, duplicates, overlap, queries, related, tags, timeline]
