"""What a roster would change, and how far a county is bound, in words for the operator."""

from collections.abc import Iterable, Iterator

from handlers.services.invitations import Progress
from handlers.services.roster import Plan
from handlers.services.roster_entries import Someone, Where
from handlers.services.succession import Appointment, Holder


def told(plan: Plan) -> Iterator[str]:
    """What the plan changes, line by line; whom it leaves out, so that nobody is forgotten."""
    yield from _listed("新增镇(街道)和村居", map(str, plan.places))
    yield from _listed("新增人员", map(_person, plan.newcomers))
    yield from _listed("补登编号", map(_person, plan.coded))
    coming = [each for each in plan.appointments if each.replaces is None]
    yield from _listed("新任职务(本人绑定后生效)", map(_coming, coming))
    passing = [each for each in plan.appointments if each.replaces]
    yield from _listed(
        f"交接({_since(plan)},接任人接收后生效,此前原任照常办理)", map(_passing, passing)
    )
    yield from _listed("立即终止(从未绑定的作废)", map(_holder, plan.endings))
    schemes = (f"{where} {scheme}" for where, scheme in plan.enrolments)
    yield from _listed(f"列入考核方案({_since(plan)})", schemes)
    contacts = (f"{where}:{contact}" for where, contact in plan.contacts)
    yield from _listed("登记联系电话", contacts)
    yield from _listed("名册里没有、仍在任的(不改动)", map(_holder, plan.succession.absent))


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"{title}:{len(found)}"
        yield from (f"  {line}" for line in found)


def _since(plan: Plan) -> str:
    day = plan.term.starts_on
    return f"自{day.year}年{day.month}月{day.day}日起"


def _person(who: Someone) -> str:
    return f"{who.name}({who.code})" if who.code else f"{who.name}({who.where or Where('', '')})"


def _coming(each: Appointment) -> str:
    return f"{each.where} {each.post} {each.who.name}"


def _passing(each: Appointment) -> str:
    before = each.replaces.name if each.replaces else ""
    return f"{each.where} {each.post} {before} → {each.who.name}"


def _holder(each: Holder) -> str:
    return f"{each.where} {each.grant.post} {each.name}"


def progress_told(progress: Iterable[Progress], *, named: bool) -> Iterator[str]:
    """How many are bound, a line a town; who is not, where one town was asked for."""
    for each in progress:
        if each.bound or each.unbound:
            yield f"{each.place}:已绑定 {each.bound} 人,未绑定 {len(each.unbound)} 人"
            yield from (f"  {words}" for words in each.unbound if named)
