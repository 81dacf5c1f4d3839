"""`make pictures`: the picture in README.md, made by running the demo and looking at what it made.

Left what the demo prints about its order, right the report that it writes. Chromium (or Chrome)
draws the page; no other program is needed.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

OUT = Path(__file__).parent.parent / "docs" / "pictures" / "demo.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SIZE = (1400, 632)
COLUMNS = 82
STEPS = ("6", "8")
"""The first step that is shown, and the first after it that is not."""

PAGE = """\
<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #eef0f4; display: flex; gap: 24px; padding: 24px; height: 100vh }}
body, pre {{ box-sizing: border-box }}
pre {{ margin: 0; padding: 22px; flex: none; background: #1e2129; color: #e6e6e6; border-radius: 10px;
  font: 13.5px/1.5 "DejaVu Sans Mono", monospace }}
div {{ flex: 1; border-radius: 10px; overflow: hidden; background: white }}
iframe {{ border: 0; width: {width}px; height: {height}px; transform: scale({zoom}); transform-origin: 0 0 }}
</style><pre>{terminal}</pre><div><iframe src="{report}"></iframe></div>
"""
ZOOM = 0.62


def main() -> int:
    """Draw the picture; exit status 3 where there is no browser to draw it."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.stderr.write(f"make pictures needs one of {', '.join(BROWSERS)}\n")
        return 3
    with TemporaryDirectory() as name:
        folder = Path(name)
        printed = demonstrated(folder)
        page = folder / "picture.html"
        page.write_text(composed(printed, folder / "report.html"), "utf-8")
        draw(browser, page, folder)
    sys.stdout.write(f"{OUT}\n")
    return 0


def demonstrated(folder: Path) -> str:
    """What the demo prints, with its colours; it leaves report.html in `folder`."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "NO_COLOR": ""}
    command = [sys.executable, "-m", "ibkr.cli", "demo", "--out", str(folder)]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout.decode()


def composed(printed: str, report: Path) -> str:
    """The page that is drawn."""
    return PAGE.format(
        terminal=as_html(excerpt(printed)),
        report=report.as_uri(),
        zoom=ZOOM,
        width=round(620 / ZOOM),
        height=round(SIZE[1] / ZOOM),
    )


def excerpt(printed: str) -> list[Text]:
    """The lines of the steps that are shown, as they stand when nothing changes any more."""
    lines = [Text.from_ansi(line) for line in settled(printed)]
    first, end = (
        next(n for n, line in enumerate(lines) if line.plain.startswith(f"{step}  ")) for step in STEPS
    )
    return lines[first:end]


def settled(printed: str) -> list[str]:
    """The lines without what was written over later: by a return, by clearing, or from the line below."""
    lines: list[str] = []
    for line in printed.split("\n"):
        if "\x1b[1A" in line:
            lines.pop()
        lines.append(re.split(r"\x1b\[2K|\r", line)[-1])
    return lines


def as_html(lines: list[Text]) -> str:
    """The lines as HTML, in the colours of a terminal."""
    console = Console(
        file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True, color_system="truecolor"
    )
    for line in lines:
        console.print(line)
    return console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}").strip()


def draw(browser: str, page: Path, folder: Path) -> None:
    """Have the browser draw the page into `OUT`."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    command = [
        browser,
        "--headless",
        "--no-sandbox",  # a container has no sandbox to give, and the page is our own
        "--disable-gpu",
        "--hide-scrollbars",
        "--allow-file-access-from-files",
        "--virtual-time-budget=4000",
        f"--user-data-dir={folder / 'browser'}",
        f"--window-size={SIZE[0]},{SIZE[1]}",
        f"--screenshot={OUT}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
