"""The page's files, served from this package with headers that keep the page to itself."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).parent / "static"
_POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'"
)


def routes() -> list[BaseRoute]:
    """The page at / and its files under /static."""
    return [Route("/", _index), Mount("/static", _FreshFiles(directory=STATIC))]


async def _index(_request: Request) -> Response:
    return FileResponse(
        STATIC / "index.html",
        headers={"content-security-policy": _POLICY, "cache-control": "no-cache"},
    )


class _FreshFiles(StaticFiles):
    """Files that a browser asks after each time: the programme may be newer than its cache."""

    def file_response(self, *args: object, **options: object) -> Response:
        response = super().file_response(*args, **options)  # type: ignore[arg-type]
        response.headers["cache-control"] = "no-cache"
        return response
