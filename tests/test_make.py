"""`make demo` at a terminal: Ctrl-C, which reaches make as well, is its usual end."""

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

pty = pytest.importorskip("pty")

ROOT = Path(__file__).parents[1]
SAKUIN = f"""#!/bin/sh
PYTHONPATH={ROOT} PYTHONUTF8=1 SAKUIN_LANG=en exec {sys.executable} -c 'from web.cli import run; run()' "$@" --port 0
"""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_ctrl_c_ends_make_demo_quietly(tmp_path):
    (tmp_path / "bin").mkdir()
    for name, text in ((".python", ""), (".run", ""), ("bin/sakuin", SAKUIN)):
        (tmp_path / name).write_text(text)
    (tmp_path / "bin/sakuin").chmod(0o755)
    child, terminal = pty.fork()
    if not child:
        os.chdir(ROOT)
        os.execvp("make", ["make", "--no-print-directory", f"VENV={tmp_path}", "demo"])
    said = b""
    while b"sakuin ~/blog\r\n" not in said or b" posts (" not in said:
        said += os.read(terminal, 4096)
    with urlopen(re.search(rb"http://\S+/", said)[0].decode(), timeout=10) as page:
        assert page.status == 200
    os.write(terminal, b"\x03")
    rest = b""
    with suppress(OSError):  # so Linux says that the other side is closed
        while part := os.read(terminal, 4096):
            rest += part
    assert (rest.strip(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])) == (b"^C", 0)
