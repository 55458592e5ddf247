"""The commands for editors."""

from __future__ import annotations

from web.commands.duplicates import duplicates
from web.commands.overlap import overlap
from web.commands.timeline import timeline

commands = [duplicates, overlap, timeline]
