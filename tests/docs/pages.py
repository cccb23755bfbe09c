"""The pages of the project, what they link to, and the commands they tell people to type."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md")],
)
"""All but the fragments of the change log and the policies, which are others' words."""
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_PATH = re.compile(
    r"`((?:rubric|storage|handlers|bot|demo|tests|docs|deploy|benchmarks)/[a-z0-9_./-]+)`"
)
_MADE = re.compile(r"New file `([^`]+)`")
_FENCED = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
_HEADING = re.compile("^#+ (.*)$", re.MULTILINE)
_COMMENT = re.compile(r"\s+#.*|  +.*")
_CALL = re.compile(
    r"(?:^|&& |\| |exec )(?:[A-Z_]+=\S+ )*(?:\S*/)?(qinglian(?: .*?)?)(?= &&| \||$| >)"
)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> Iterator[str]:
    """Relative links and pictures, with their anchors."""
    for found in _LINK.finditer(_FENCED.sub("", text_of(page))):
        link = found[1] or found[2]
        if not re.match(r"[a-z]+:", link):
            yield link


def paths(page: Path) -> Iterator[str]:
    """The files and folders that it names outside its blocks, but for those it tells to make."""
    text = _FENCED.sub("", text_of(page))
    made = set(_MADE.findall(text))
    yield from (path for path in _PATH.findall(text) if path not in made)


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether the file is there, and the heading in it."""
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """The names that headings get on a hosting site."""
    heads = _HEADING.findall(_FENCED.sub("", text_of(page)))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def commands(page: Path) -> Iterator[list[str]]:
    """The words of each `qinglian …` in the page's blocks; what may be left out is written out."""
    for _, block in _FENCED.findall(text_of(page)):
        for line in block.replace("\\\n", " ").splitlines():
            for call in _CALL.findall(_COMMENT.sub("", line.strip())):
                yield re.sub(r"[\[\]]|\.\.\.|…", "", call).split()
