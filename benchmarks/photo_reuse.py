"""How many reused photos are found, and how many others are taken for one.

Run: python -m benchmarks.photo_reuse [how many pictures]. The seeds begin at 10 000: those the
figures were tuned on are below 400. Each is put on file, twenty at a time, then sent again in nine
ways and looked for; then as many new pictures, and boards of another month, are looked for.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from PIL import Image

from benchmarks.photo_scenes import WAYS, Way, jpeg, same_board, scene
from handlers.services import fetching, likeness
from storage.evidence import Kept
from storage.files import Files

FIRST_SEED = 10_000
PICTURES = 200
BLOCK = 20


@dataclass
class Album:
    """The photos on file."""

    files: Files
    kept: list[Kept]

    def add(self, image: Image.Image) -> str:
        """Store a photo as fetching does; its path."""
        small = jpeg(image)
        _, path = self.files.put(small, ".jpg")
        self.files.put_small(path, small)
        return path

    def learn(self, image: Image.Image) -> None:
        path = self.add(image)
        prints = likeness.dumped(likeness.look(jpeg(image)).print)
        self.kept.append(Kept(len(self.kept), path, prints))

    def found(self, image: Image.Image) -> list[int]:
        """Which photos on file it is taken for."""
        known = fetching.resembling(self.add(image), self.kept, self.files)
        return [number for number, _ in known]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    for way in WAYS:
        reused(way, count)
    strangers(count)
    boards(count // 4)


@contextmanager
def on_file(images: Iterable[Image.Image]) -> Iterator[Album]:
    with TemporaryDirectory() as folder:
        album = Album(Files(Path(folder)), [])
        for image in images:
            album.learn(image)
        yield album


def reused(way: Way, count: int) -> None:
    """Each picture sent again, and looked for among a block on file."""
    hits = wrong = 0
    for first in range(FIRST_SEED, FIRST_SEED + count, BLOCK):
        with on_file(map(scene, range(first, first + BLOCK))) as album:
            for number in range(BLOCK):
                found = album.found(way(scene(first + number), Random(first + number)))
                hits += number in found
                wrong += any(each != number for each in found)
    print(f"{way.__name__:22} found {hits}/{count}, with a wrong one {wrong}")


def strangers(count: int) -> None:
    """New pictures, looked for among as many on file."""
    with on_file(scene(FIRST_SEED + number) for number in range(count)) as album:
        began = perf_counter()
        taken = sum(bool(album.found(scene(FIRST_SEED + count + each))) for each in range(count))
        spent = (perf_counter() - began) / count
    print(f"new pictures taken for one on file: {taken}/{count}; {spent * 1000:.0f} ms a picture")


def boards(count: int) -> None:
    """The hardest: the same board a month later, with other papers, photographed alike."""
    alarms = 0
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        with on_file([same_board(seed, 1)]) as album:
            alarms += bool(album.found(same_board(seed, 2)))
    print(f"the same board a month later taken for the old photo: {alarms}/{count}")


if __name__ == "__main__":
    main()
