"""What a sentence is meant to do, from its marks of asking, denying, planning and having done."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What a sentence is meant to do."""

    LOG = "log"
    PLAN = "plan"
    NEGATIVE = "negative"
    QUERY = "query"
    CONFIRM = "confirm"
    FIND = "find"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What the intent is judged by, beside the words themselves.

    `past` and `ahead` say whether a day of that kind is named (today is both), `sooner` whether
    the nearest reading of an open day lies ahead, `later_today` whether an hour is named that has
    not come.
    """

    named: bool
    named_before_finding: bool
    past: bool = False
    ahead: bool = False
    sooner: bool = False
    later_today: bool = False
    deadline: bool = False
    counted: bool = False
    backfill: bool = False


_ACTS = (
    "开|召|办|做|搞|贴|上墙|公开|公布|公示|更新|审|写|交|报|弄|完成|落实|组织|安排|进行|上|评|查|整改|改|签(?!字)|谈|举行|"
    "举办|来得及|顾得?上|去|发(?!现|言|生)|制定|制订|定|排查|启动|开始|学|动|换|结算|验收|备案|录|记(?!录)"
)
_DENIED = re.compile(
    rf"(?:还没有?|尚未|还未|至今未|一直没有?|(?<!有)没有?|未|没能)(?:能|人|按时|及时|按期|正式|怎么|来得及|顾上|把)?(?:{_ACTS})"
    r"|(?:还没|尚未|还未)(?!有?(?:到|来|发现|回|签字))|没(?:空|时间|办法|法)(?:开|搞|办)|[开搞办做]不(?:成|了|起来)|不(?:开|搞|办)了|没[开搞办]成"
    r"|不(?:同意|通过|认可)(?=$|[,;。!])|驳回|(?<!没)(?<!没有)取消|推迟|延期|改期|暂缓|延后|往后推|忘了?(?:开|搞|办|贴|审|做|了开)|忘记(?:开|搞|办|贴|审|做)|漏(?:了?没|开|了开)|(?:没有|没)(?=[。!,;]|$)"
)
_NOT_DENIED = re.compile(
    r"(?:没有?|未|无)(?:发现|问题|意见|异议|缺席|请假|人(?:缺席|请假|反对|弃权)|反对|弃权|违规|漏|差错|不同意见|其他)|没说的|没得说|有没有|没(?:有)?(?:开|来)(?:过|的)人"
)
_DONE = re.compile(
    r"了|过(?!节|程|年|期|渡|几天|两天|些|一阵)|完(?!善)|好(?!的|人|家|干|转|几|像)|已|毕|结束|实到|到会|参加|出席|到场|参会|听课|刚"
    r"|到齐|全到|都到|[开搞办做贴审弄签谈]的(?=$|[,;。!])"
)
_HAPPENED_AHEAD = re.compile("[开办搞做贴审上交报签谈弄换完好过]了|已|实到")
_TOMORROW = re.compile("明[天日早晚儿个]|后[天日]|下个?(?:周|星期|礼拜|月)")
_HAPPENED = re.compile("了|已|过|刚|都")
_ASKED = re.compile(
    r"[吗?]|(?:了没有?|没有|过没|有没有|(?<!没.)(?<!没..)呢)[。!]*$|什么时候|啥时候|啥时|何时|怎么(?!样?研究)|咋|如何|为什么|为啥|"
    r"哪些|哪几|哪个|哪项|哪天|多少|(?<![前这过好十])几(?:次|分|号|点|天|回|项)|是否|是不是|能不能|可不可以|要不要|该不该|(?<!没)(?<!没有)(?:什么(?!的)|啥)|(?:还有|还差|剩下?)几|有几[件个项条]"
)
_TOPIC = re.compile(
    r"得分|分数|扣分|总分|评分表|还差|(?:本|这个?)月要[办做]|还要[办做]|还有.{0,4}没[办做]|没办的|未办|怎么补|截止|"
    r"逾期|进度|查一下|查询|^查看|看看|看一下|我要看|想看|排名|名次|帮我查|^查|^看(?!了|过|警|望)|清单|^(?:本|这个?)月$|要办的|要办事项"
)
_FOUND = re.compile(r"(?<!没)(?<!没有)(?<!未)(?<!有没有)发现(?!的)")
_FAULT = re.compile(
    r"没有?(?:联审联签|签字|盖章|附件|发票|审批)|未(?:联审联签|签字|盖章|审批)|缺(?:少)?(?:签字|附件|发票|盖章|审批)|白条|弄虚作假|"
    r"公款|优亲厚友|大吃大喝|虚报|冒领|截留|挪用|私分|坐收坐支|超标准|违规"
)
_AMISS = re.compile(
    "[坏破烂乱脏缺漏损违欠假](?!期|日)|不(?!错|断|少)|没(?!问题|有问题|事)|未(?!发现)|虚|差(?!不多|额)|(?<!不)错(?!过)|拖"
)
_CONFIRMED = re.compile(
    r"(?<!请)(?<!待)(?<!等)(?<!未)(?<!待我)确认(?:了|过|无误|好了|完)?(?=[,。!;□]|$|没|无)|无误|我确认"
    r"|^同意(?!\d*票)|(?:[,。!;]|我|可以|已看|看过|本人|审核|审过)同意(?!票|\d)(?=[,。!;]|$|这|该|上报|通过)|没(?:有)?意见|无意见|无异议|没异议|没有异议|可以通过"
    r"|看(?:过|了|完|好).{0,4}(?:没问题|没有问题|可以|属实|没错)|(?:情况|内容)?属实"
)
_NOT_CONFIRMED = re.compile(
    r"[0-9]+票|表决|一致|大家|村民|群众|代表|全体|请.{0,6}确认|等.{0,6}确认|不同意|不确认|公示"
)
_PLANNED = re.compile(
    r"准备(?!好|工作|了|充分|材料|会|情况|就绪)|打算|(?<!工作)(?<!年度)(?<!发展)计划(?=[开在于办搞上组召下明安去定贴报交月本这十\d]|[一二三四]|$)|"
    r"拟(?=[于在开定召组去]|\d)|[定放安排]在|定于|预定|预计|(?<![需主重必纪])要(?=开|召开|办|搞|组织|在|贴|交|上|报|去)|"
    r"将(?=[于在开召组]|要|\d)|等.{1,10}再|下周|回头|待会|争取|下次|改天|过几天|过两天|稍后再"
)
_INTENDED = re.compile(
    "[^了过完已]*(?:准备(?!好|了|会)|打算|(?<!工作)(?<!年度)计划[^了]|拟[开于定])"
)
_ACTIVITY = re.compile(
    r"开.{0,4}会|会议|的会|会开|学习|活动|公开栏|上墙|公示|检查|巡查|培训|走访|慰问|一课|大会|谈话|会.{0,4}开|开展|报一项|记一项|材料"
)
_BACKFILL = re.compile(
    r"补[录记报登填写]|补一[条个笔]|补个(?!贴)|(?<!抓紧)(?<!尽快)(?<!马上)(?<!立即)(?<!再)(?<!天)补(?:上|一下)|补充记录|补充登记|漏[报记录]了?|忘了?[报记]|忘记[报记]"
)


def is_backfill(text: str) -> bool:
    """Whether the sentence itself says that it comes late to the ledger."""
    return _BACKFILL.search(text) is not None


def is_done(text: str) -> bool:
    return _DONE.search(text) is not None


def is_denied(text: str) -> bool:
    return _DENIED.search(_NOT_DENIED.sub("□", text)) is not None


def is_planned(text: str) -> bool:
    return _PLANNED.search(text) is not None


def tells_fault(text: str) -> bool:
    """Whether something is said to be amiss: 公示栏坏了, 账目不清."""
    return _AMISS.search(text) is not None


def found_at(text: str) -> int | None:
    """Where the sentence says that something was found, if it does."""
    match = _FOUND.search(text)
    return match.start() if match else None


def intent_of(text: str, signs: Signs) -> Intent:
    """The intent of a plain text without what a meeting was about."""
    judged = (
        (Intent.QUERY, _asks),
        (Intent.FIND, _finds),
        (Intent.CONFIRM, _confirms),
        (Intent.NEGATIVE, _denies),
        (Intent.PLAN, _plans),
        (Intent.LOG, _tells),
    )
    return next((intent for intent, holds in judged if holds(text, signs)), Intent.NONE)


def _asks(text: str, signs: Signs) -> bool:
    told = signs.counted and signs.past
    if _ASKED.search(text):
        return not told and (signs.named or _concerns_work(text))
    return bool(_TOPIC.search(text)) and not signs.counted and not (is_done(text) and signs.named)


def _concerns_work(text: str) -> bool:
    return bool(_TOPIC.search(text) or _WORK.search(text))


_WORK = re.compile(
    r"分|办|补|开|交|报|做|查|月|项|扣|会|公开|材料|逾期|到期|记录|录|用|加分|确认|退回|撤|改"
)


def _finds(text: str, signs: Signs) -> bool:
    if found_at(text) is not None:
        return not signs.named_before_finding
    return bool(_FAULT.search(text)) and not signs.named


def _confirms(text: str, signs: Signs) -> bool:
    if signs.counted or _NOT_CONFIRMED.search(text):
        return False
    return _CONFIRMED.search(text) is not None


def _denies(text: str, signs: Signs) -> bool:
    about = signs.named or signs.past or signs.ahead
    return about and is_denied(text) and not signs.backfill


def _plans(text: str, signs: Signs) -> bool:
    about = signs.named or _ACTIVITY.search(text) is not None
    return about and not signs.backfill and _is_ahead(text, signs)


def _is_ahead(text: str, signs: Signs) -> bool:
    """Judged by the days first; words decide only where the day is today, open or not said."""
    if signs.past and not signs.ahead:
        return not signs.counted and _INTENDED.match(text) is not None
    if signs.ahead and not signs.past:
        done = _HAPPENED_AHEAD if _TOMORROW.search(text) else _DONE
        return is_planned(text) or not done.search(text)
    if signs.ahead:
        sooner = signs.sooner or signs.later_today
        return _plans_first(text) or (sooner and not is_done(text))
    return _plans_first(text) or (signs.deadline and not _HAPPENED.search(text))


def _plans_first(text: str) -> bool:
    """Whether a plan is spoken of before anything done: 贴好了,财务要等下周 tells what was done."""
    plan, done = _PLANNED.search(text), _DONE.search(text)
    return plan is not None and (done is None or plan.start() < done.start())


def _tells(text: str, signs: Signs) -> bool:
    if signs.named or signs.backfill:
        return True
    known = is_done(text) or signs.past or signs.counted
    return known and _ACTIVITY.search(text) is not None
