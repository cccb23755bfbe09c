"""Which score sheet a card is about, and what its cards show of it."""

from handlers.chat.cards import Data
from handlers.chat.scene import Scene
from handlers.services import scorings
from handlers.services.errors import Denied, ScoringRefused
from handlers.services.worksheets import LEVELS, Worksheet, worksheet
from rubric.posts import TOWN_POSTS

LEVEL = "town"


def require_town(scene: Scene) -> None:
    """What is not sealed yet is the town's own."""
    if scene.actor.post not in TOWN_POSTS:
        raise Denied(tuple(sorted(LEVELS[LEVEL].scorers)))


def may_score(scene: Scene) -> bool:
    """Whether it is this post that gives amounts and seals, or one that only looks."""
    return scene.actor.post in LEVELS[LEVEL].scorers


def place_of(data: Data) -> Data:
    """The village, scheme and year of a card."""
    return {name: data[name] for name in ("village", "scheme", "year")}


def running(scene: Scene, data: Data) -> Worksheet | None:
    """The village's scoring under way, beside what is proposed today."""
    require_town(scene)
    act = scene.act(data["village"])
    row = scorings.under_way(act, data["scheme"], data["year"], LEVEL)
    return worksheet(act, row) if row else None


def open_sheet(scene: Scene, data: Data) -> Worksheet:
    """The same for an act: ScoringRefused if nothing is under way any more."""
    sheet = running(scene, data)
    if sheet is None:
        raise ScoringRefused("moved")
    return sheet


def summed(scene: Scene, sheet: Worksheet) -> Data:
    """The figures of a sheet that is not sealed yet."""
    paper, lines = sheet.proposal.paper, sheet.proposal.scheme.scored.thresholds
    return {
        "village": scene.book(sheet.row.village_id).village.name,
        "year": sheet.row.year,
        "points": sheet.judged.points,
        "changed": len(sheet.changed),
        "bonus": paper.score.bonus,
        "vetoes": [veto.name for veto in paper.vetoes],
        "standing": sheet.judged.standing,
        "lines": [lines.demonstration, lines.up_to_standard] if lines else [],
        "corrects": sheet.row.reason,
        "scores": may_score(scene),
    }
