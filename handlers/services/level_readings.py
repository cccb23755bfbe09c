"""What a sheet of the city's levels says of how it came about: readings, signers, who abstained."""

from collections.abc import Iterable

from handlers.services.act import Act
from handlers.services.signatures import signatures, signatures_on
from storage.scorings import ScoringRow

JOINT = (
    "读法 联合评定:市联合认定组成员除评分人外全体签署,由市农业农村和水利局未评分的人封存;"
    "办法只写由市农水局组织四家单位确认。"
)
SAMPLED = "读法 抽查:办法只写“抽查”;查哪些村、哪几项由抽签决定。本次查第{items}项,其余照镇级评分。"


def level_readings(act: Act, row: ScoringRow) -> list[str]:
    """The lines that belong under the sheet's other readings; none at a town's level."""
    if row.level == "spot":
        return [SAMPLED.format(items="、".join(map(str, row.items)))]
    if row.level == "city":
        signed = [event.by_grant_id for event in signatures_on(row)]
        barred = [grant.id for grant in signatures(act.uow, row, act.day).abstaining]
        told = [JOINT, f"已签署:{_named(act, signed)}。"]
        return told + ([f"回避:{_named(act, barred)}。"] if barred else [])
    return []


def _named(act: Act, grants: Iterable[int]) -> str:
    held = [act.uow.grants.get(number) for number in grants]
    return "、".join(f"{act.uow.people.get(each.person_id).name}({each.post})" for each in held)
