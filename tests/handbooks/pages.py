"""The pages of docs/handbooks, made from docs/handbooks/source: `make handbooks`.

`python -m tests.handbooks.pages` writes them anew; a test says if they are not current.
"""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rubric.posts import Post

FOLDER = Path(__file__).parents[2] / "docs" / "handbooks"
SOURCE = FOLDER / "source"
SUFFIX = ".md.j2"
_MADE = "<!-- 由 make handbooks 从 source/ 写出，不要手改。 -->\n"
_BLANK_LINES = re.compile(r"\n{3,}")


def pages() -> dict[str, str]:
    """Each page's file name and its text."""
    made = Environment(  # noqa: S701 - Markdown of our own, read by no browser as it is
        loader=FileSystemLoader(SOURCE),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["picture"] = made.get_template("_macros.j2").module.picture
    made.globals["posts"] = [str(post) for post in Post]
    names = (path.name.removesuffix(SUFFIX) for path in sorted(SOURCE.glob(f"*{SUFFIX}")))
    return {f"{name}.md": _page(made.get_template(f"{name}{SUFFIX}").render()) for name in names}


def _page(text: str) -> str:
    return _MADE + _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
