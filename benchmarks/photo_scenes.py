"""Photo-like pictures made from a seed, and what is done to photos that are sent a second time."""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Shape = tuple[float, float, float, float]
Way = Callable[[Image.Image, Random], Image.Image]
WIDTH, HEIGHT = 1280, 960
RED, YELLOW, BLACK, WHITE = (185, 25, 25), (250, 235, 110), (0, 0, 0), (255, 255, 255)
HEADS = (RED, (20, 60, 150), (20, 110, 60))
SCREENS = ((1080, 1920), (1080, 2340), (1080, 2400))
BARS = (BLACK, WHITE, (24, 24, 24), (240, 240, 240))


def scene(seed: int) -> Image.Image:
    """The picture of a seed, as a phone's camera might have taken it."""
    chance = Random(seed)
    image = _sky(chance)
    SUBJECTS[seed % len(SUBJECTS)](ImageDraw.Draw(image), chance)
    return _camera(image, chance)


def same_board(seed: int, month: int) -> Image.Image:
    """A wall with a notice board, from much the same place, with the papers of a month."""
    chance = Random(seed)
    image = _sky(chance)
    _board(ImageDraw.Draw(image), chance, Random(seed * 1000 + month))
    hand = Random(seed * 77 + month)
    shot = _camera(image, hand)
    across, down = hand.uniform(0, 0.06) * shot.width, hand.uniform(0, 0.06) * shot.height
    kept = (across, down, across + shot.width * 0.94, down + shot.height * 0.94)
    return shot.crop(tuple(map(int, kept)))


def jpeg(image: Image.Image, quality: int = 85, side: int = 800) -> bytes:
    """As bytes, at most so many pixels wide and high."""
    fresh, written = image.convert("RGB"), BytesIO()
    fresh.thumbnail((side, side))
    fresh.save(written, "JPEG", quality=quality)
    return written.getvalue()


# --- scenes


def _sky(chance: Random) -> Image.Image:
    size = (WIDTH, HEIGHT)
    light = Image.new("RGB", size, _colour(chance, 60, 255))
    dark = Image.new("RGB", size, _colour(chance, 30, 220))
    slope = Image.linear_gradient("L").rotate(chance.choice([0, 90, 180, chance.randint(-30, 30)]))
    return Image.composite(light, dark, slope.resize(size))


def _camera(image: Image.Image, chance: Random) -> Image.Image:
    noise = Image.effect_noise(image.size, chance.randint(10, 40)).convert("RGB")
    held = Image.blend(image, noise, 0.06).rotate(chance.uniform(-2, 2), Image.Resampling.BICUBIC)
    framed = held.crop((30, 25, WIDTH - 30, HEIGHT - 25))
    sharp = framed.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.2)))
    return ImageEnhance.Brightness(sharp).enhance(chance.uniform(0.8, 1.2))


def _colour(chance: Random, low: int, high: int) -> Colour:
    return chance.randint(low, high), chance.randint(low, high), chance.randint(low, high)


def _writing(draw: ImageDraw.ImageDraw, chance: Random, box: Shape, size: int, ink: Colour) -> None:
    """Lines of strokes that look like characters from afar."""
    left, top, right, bottom = box
    for row in range(int((bottom - top) // (size * 1.5))):
        end = right - chance.choice((0, 0, 0.2, 0.5)) * (right - left)
        for place in range(int((end - left) // size)):
            x, y = left + place * size, top + row * size * 1.5
            for _ in range(chance.randint(2, 5)):
                points = [each + chance.random() * size * 0.85 for each in (x, y, x, y)]
                draw.line(points, fill=ink, width=max(1, size // 10))


def _person(draw: ImageDraw.ImageDraw, chance: Random, x: float, y: float, size: float) -> None:
    skin = (chance.randint(180, 230), chance.randint(140, 180), chance.randint(110, 150))
    draw.rectangle((x - size, y + size * 0.9, x + size, y + size * 4), _colour(chance, 10, 200))
    draw.ellipse((x - size * 0.7, y - size * 0.9, x + size * 0.7, y + size), skin)
    hair = (x - size * 0.75, y - size, x + size * 0.75, y + size * 0.6)
    draw.chord(hair, 180, 360, _colour(chance, 0, 60))


def _board(draw: ImageDraw.ImageDraw, chance: Random, papers: Random | None = None) -> None:
    wide, high = chance.randint(500, 1000), chance.randint(350, 650)
    x, y = chance.randint(0, WIDTH - wide), chance.randint(0, HEIGHT - high)
    draw.rectangle((x, y, x + wide, y + high), _colour(chance, 90, 200))
    draw.rectangle((x + 15, y + 15, x + wide - 15, y + 80), chance.choice(HEADS))
    papers = papers or chance
    _writing(draw, papers, (x + 60, y + 22, x + wide - 60, y + 84), 40, YELLOW)
    count = papers.randint(2, 4)
    each = (wide - 30) / count
    for left in (x + 15 + each * number for number in range(count)):
        draw.rectangle(
            (left + 6, y + 95, left + each - 6, y + high - 20), _colour(papers, 225, 255)
        )
        text = (left + 16, y + 105, left + each - 16, y + high - 30)
        _writing(draw, papers, text, papers.choice([14, 18, 24]), _colour(papers, 0, 70))


def _meeting(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    draw.rectangle((0, HEIGHT * 0.55, WIDTH, HEIGHT), _colour(chance, 60, 170))
    edge = chance.randint(50, 300)
    draw.rectangle((edge, 40, WIDTH - edge, 130), RED)
    _writing(draw, chance, (edge + 60, 45, WIDTH - edge - 60, 140), 60, YELLOW)
    near, far = (chance.randint(0, 300), HEIGHT), (chance.randint(250, 450), HEIGHT * 0.6)
    table = (near, (chance.randint(900, WIDTH), HEIGHT), (chance.randint(800, 1000), far[1]), far)
    draw.polygon(table, _colour(chance, 80, 150))
    for _ in range(chance.randint(4, 14)):
        place = chance.randint(40, WIDTH - 40), chance.randint(260, 650)
        _person(draw, chance, *place, chance.randint(25, 60))


def _village(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    peaks = [(x, chance.randint(250, 520)) for x in range(0, WIDTH + 200, chance.randint(90, 240))]
    draw.polygon([(0, HEIGHT), *peaks, (WIDTH, HEIGHT)], _colour(chance, 40, 130))
    draw.rectangle((0, HEIGHT * 0.75, WIDTH, HEIGHT), _colour(chance, 60, 160))
    for _ in range(chance.randint(2, 7)):
        _house(draw, chance)
    for _ in range(chance.randint(0, 4)):
        place = chance.randint(40, WIDTH - 40), chance.randint(500, 700)
        _person(draw, chance, *place, chance.randint(15, 40))


def _house(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    x, y = chance.randint(0, WIDTH), chance.randint(400, 760)
    wide, high = chance.randint(90, 300), chance.randint(120, 380)
    draw.rectangle((x, y - high, x + wide, y), _colour(chance, 120, 240))
    top = (x + wide // 2, y - high - chance.randint(20, 90))
    draw.polygon([(x - 15, y - high), (x + wide + 15, y - high), top], _colour(chance, 40, 140))
    for down in range(y - high + 20, y - 40, 70):
        for across in range(x + 15, x + wide - 40, 60):
            draw.rectangle((across, down, across + 30, down + 40), _colour(chance, 20, 110))


def _paper(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    x, y = chance.randint(40, 250), chance.randint(10, 120)
    wide, high = chance.randint(700, 950), chance.randint(750, 850)
    bent = [chance.randint(-40, 40) for _ in range(3)]
    low = (x + wide + bent[1], y + high), (x + bent[2], y + high)
    draw.polygon([(x, y), (x + wide, y + bent[0]), *low], _colour(chance, 225, 255))
    _writing(draw, chance, (x + 250, y + 40, x + wide - 250, y + 100), 36, BLACK)
    text = (x + 70, y + 120, x + wide - 70, y + high - 60)
    _writing(draw, chance, text, chance.choice([18, 22, 28]), (30, 30, 40))
    if chance.choice((True, True, False)):
        right, down = x + wide - 200, y + high - 180
        seal = (right - 80, down - 80, right + 80, down + 80)
        draw.ellipse(seal, outline=RED, width=7)


SUBJECTS: tuple[Callable[[ImageDraw.ImageDraw, Random], None], ...] = (
    _board,
    _meeting,
    _village,
    _paper,
)


# --- what is done to a photo that is sent again


def _again(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(BytesIO(jpeg(image, quality, max(image.size))))


def reencoded(image: Image.Image, chance: Random) -> Image.Image:
    return _again(image, chance.randint(30, 60))


def resized(image: Image.Image, chance: Random) -> Image.Image:
    return _again(ImageOps.scale(image, chance.uniform(0.3, 0.8)), 80)


def cropped(image: Image.Image, chance: Random) -> Image.Image:
    """80 to 92 % of each side are left."""
    return _part(image, chance, chance.uniform(0.8, 0.92), chance.uniform(0.8, 0.92))


def cropped_to_80(image: Image.Image, chance: Random) -> Image.Image:
    """80 % of both sides are left: 64 % of the picture."""
    return _part(image, chance, 0.8, 0.8)


def _part(image: Image.Image, chance: Random, across: float, down: float) -> Image.Image:
    x, y = chance.uniform(0, 1 - across) * image.width, chance.uniform(0, 1 - down) * image.height
    box = (x, y, x + across * image.width, y + down * image.height)
    return _again(image.crop(tuple(map(int, box))), 80)


def mirrored(image: Image.Image, _chance: Random) -> Image.Image:
    return _again(ImageOps.mirror(image), 80)


def mirrored_and_cropped(image: Image.Image, chance: Random) -> Image.Image:
    return cropped(ImageOps.mirror(image), chance)


def bordered(image: Image.Image, chance: Random) -> Image.Image:
    edges = chance.randint(10, 160), chance.randint(10, 160), chance.randint(10, 160), 40
    return _again(ImageOps.expand(image, edges, chance.choice([BLACK, WHITE])), 75)


def toned(image: Image.Image, chance: Random) -> Image.Image:
    lit = ImageEnhance.Brightness(image).enhance(chance.uniform(0.75, 1.3))
    return _again(ImageEnhance.Contrast(lit).enhance(chance.uniform(0.8, 1.3)), 70)


def screenshot(image: Image.Image, chance: Random) -> Image.Image:
    """The photo on an upright phone, with bars, clock and buttons, at two thirds of its size."""
    ground = chance.choice(BARS)
    screen = Image.new("RGB", chance.choice(SCREENS), ground)
    shown = ImageOps.contain(image, screen.size)
    top = (screen.height - shown.height) // 2 + chance.randint(-60, 60)
    screen.paste(shown, ((screen.width - shown.width) // 2, top))
    draw, ink = ImageDraw.Draw(screen), (255 - ground[0], 255 - ground[1], 255 - ground[2])
    _writing(draw, chance, (30, 15, 260, 62), 28, ink)
    for x in range(150, screen.width, 250):
        button = (x, screen.height - 150, x + 60, screen.height - 90)
        draw.ellipse(button, outline=ink, width=5)
    return _again(ImageOps.scale(screen, 2 / 3), 75)


WAYS: tuple[Way, ...] = (
    reencoded,
    resized,
    toned,
    cropped,
    cropped_to_80,
    mirrored,
    mirrored_and_cropped,
    bordered,
    screenshot,
)
