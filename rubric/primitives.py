"""The reference of primitives (docs/primitives.md), written from the code that reads scheme files.

Every key comes from its model, so a key that is not described here fails the tests.
"""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from rubric.counts import NamedCount, Source
from rubric.model import Model
from rubric.rules import AnyRule, Rule
from rubric.rules.base import Times
from rubric.scheme_tables import Component, Composite, Item, Section, Tier, VetoKind


class Primitive(NamedTuple):
    """One primitive: what it says in Chinese, and a table that needs it."""

    what: str
    needed_by: str


RULES = {
    "missed": Primitive("到期没有记录的,每次扣分", "温岭市附件2第1、2、6、18项"),
    "events-short": Primitive("一年里几件事项合计不到次数的,每少一次扣分", "温岭市附件2第21项"),
    "finding": Primitive("查到一次扣一次分,或者不得分", "温岭市附件2第4、14项"),
    "finding-assessed": Primitive(
        "由检查的人在范围内定分数并写明理由,可以扣也可以加",
        "温岭市附件2第13项;《2017年村级目标管理考核评分细则》(扣0.5-1分)",
    ),
    "rectification-missed": Primitive("问题到期没有整改销号的扣分", "温岭市附件2第3项"),
    "lag-worst-on-day": Primitive("按月滞后,只看当天最久的一件", "温岭市附件2第16项"),
    "lag-each-period": Primitive("按月滞后,逐期相加", "温岭市附件2第16项"),
    "matter-broken": Primitive("流程缺步骤或次序颠倒的,每件扣分", "温岭市附件2第5项"),
    "stages-missing": Primitive("流程每缺一个环节扣分", "温岭市附件2第8项"),
    "state-no": Primitive("现状为“否”时扣分,补好就补回", "温岭市附件2第10、11项"),
    "state-count": Primitive("有问题的每处扣分", "温岭市附件2第17项"),
    "state-short": Primitive("数量不够的每少一处扣分,一处没有的另定", "温岭市附件2第20项"),
    "task-undone": Primitive("布置的任务到期没有办的扣分,迟办补回", "温岭市附件2第19项"),
    "computed": Primitive(
        "按算式算出扣几分或加几分(到小数点后两位,不低于0)",
        "宝鸡市新农村建设升阶晋星测评体系(暂行)(4×实达标数)",
    ),
    "steps": Primitive(
        "一个数达到哪一档取哪一档的分,只取最高一档",
        "泰安市2014年度村集体经济收入增长情况考核办法",
    ),
    "earned": Primitive(
        "按级别加分,同一件事只取最高的一次;不再计入总的加分项", "温岭市附件2加分项"
    ),
}
SOURCES = {
    Source.STATE: "现状里最近一次看到的数(是、否写作1、0);没有看过的不知道",
    Source.RECORDS: "台账里这些事项的场次,同一天同一题目算一场",
    Source.ASSIGNED: "布置的任务数(按应办日所在的年)",
    Source.DONE: "其中办了的任务数",
    Source.FINDINGS: "查到的问题次数,澄清的不算",
    Source.HONOURS: "表彰的件数,同一件算一次",
    Source.YEARS_RUNNING: "到今年为止连续几年有这样的表彰",
    Source.MONTHS_SINCE: "从看到现状那天到年底满几个月",
}
KEYS = {
    "amount": "算式,见“算式”",
    "at_most": "这一条合计最多几分",
    "clause": "出处",
    "count": "一个数(counts)的 id",
    "duties": "事项的 id",
    "each": '每次几分;"all" 是不得分',
    "extra": "加分项:不算在总分之内",
    "factor": "乘几",
    "findings": "问题的种类和名称",
    "full": "满分几分;没有人打分的先当满分",
    "gives": '"loses" 扣分(不写就是),"earns" 加分',
    "honours": "表彰的种类",
    "id": "名字,小写字母",
    "kind": "种类",
    "least": "至少几分:项目和部分的下限;酌情的最少",
    "loses": '扣几分;"all" 是不得分',
    "marks": "及格线:哪一部分至少几分",
    "matter": "流程事项的 id",
    "measure": "算式:拿来分档的数",
    "most": "最多几分:部分的上限;酌情的最多",
    "name": "名称",
    "names": "数的是哪些事项、问题、表彰或现状",
    "no": "不合格时怎么说",
    "none": '一处没有时扣几分;"all" 是不得分',
    "of": "应有几次、几处;数的来源",
    "own_percent": "各项相加的分数占百分之几",
    "parts": "别处打分的部分",
    "percent": "占百分之几",
    "quota": "最多几个村",
    "reaching": "总分(或这个数)达到多少",
    "reading": "在哪种读法下才用",
    "rule": "写法",
    "section": "第几部分",
    "share_percent": "最多占参评村的百分之几",
    "starts": '"full" 从满分扣起(不写就是),"none" 从零加起',
    "state": "现状的名字",
    "steps": "各档",
    "text": "原文",
    "times": "符合条件时乘几",
    "unless": "除外:符合算式的不算否决",
    "when": "条件:算式不为0时才用",
    "years": "往前看几年,1是只看今年",
    "points": "几分;写0的项目不计分,不用写规则",
}
_ANYWHERE = ("clause", "reading", "when", "times", "at_most")
_PARTS: tuple[tuple[str, type[Model], tuple[str, ...], Primitive], ...] = (
    (
        "[[items]] 项目",
        Item,
        ("points", "starts", "least", "extra"),
        Primitive(
            "得分和失分可以在同一项里;不超过 points,不低于 least",
            "《乡村级干部绩效考核办法》(加、减分)",
        ),
    ),
    (
        "[[sections]] 部分",
        Section,
        ("most", "least", "percent"),
        Primitive("一组项目的上限、下限和折算比例", "湖南省2017年度计划生育工作考评市州计分办法"),
    ),
    (
        "[composite] 综合得分",
        Composite,
        ("own_percent", "parts"),
        Primitive("几种得分按比例合成", "《乡村级干部绩效考核办法》(实绩70%、测评30%)"),
    ),
    ("composite.parts 别处打分的部分", Component, ("count", "percent", "full"), Primitive("", "")),
    (
        "[[tiers]] 档次",
        Tier,
        ("id", "name", "reaching", "marks", "when", "quota", "share_percent"),
        Primitive(
            "从好到差写;总分、及格线、条件都够才行;再按名次和名额、比例定",
            "平阳县2024年度清廉村居规范认定(25%、70%、85%);温岭市附件1(名额)",
        ),
    ),
    (
        "[[vetoes]] 一票否决的除外",
        VetoKind,
        ("kind", "unless"),
        Primitive("有的情形除外", "唐家坊镇办法第10项④(主动查办的不影响申报)"),
    ),
    (
        "任何规则的 times",
        Times,
        ("factor", "when"),
        Primitive("加倍、减半", "湖南省2017年度计划生育工作考评市州计分办法(加权修正)"),
    ),
    (
        "[[counts]] 数",
        NamedCount,
        ("id", "name", "of", "names", "years"),
        Primitive("算式里可以用的数;years 往前看几年", "平阳县2024年度清廉村居规范认定(近两年)"),
    ),
)
_FORMULA = (
    "算式只有:数字、数(counts)的 id、`+ - * /`、`< <= > >= == !=`、`and or not`、括号,",
    "和 `min(a, b)`、`max(a, b)`、`floor(a)`、`if(条件, 是, 否)`。成立是1,不成立是0。",
    "有一个数还不知道,或者除数是0,整个算式就不知道:不扣分也不加分。",
    "按户数、类别等属性定标准,用 `if(households >= 1000, 3, 2)` 这样的算式。",
)
_SEEN = (
    "“哪里这样算”举的是需要这种写法的公开文件。温岭市、唐家坊镇等五个文件看的是全文(`tests/policy`);",
    "其余考核表只看到公开网页上的片段,题名照片段写,没有核对原件,平阳县、级索镇的连片段也没有留底。",
)


def reference() -> str:
    """The whole page."""
    return "\n".join(_page())


def rule_models() -> dict[str, type[Rule]]:
    """Every rule by the name a scheme file gives it."""
    models = get_args(get_args(AnyRule)[0])
    return {get_args(model.model_fields["rule"].annotation)[0]: model for model in models}


def _page() -> Iterator[str]:
    yield "# 写法一览"
    yield ""
    yield "本页由 `qinglian scheme primitives` 从程序写出,不要手改。怎样写一个考核办法,见"
    yield "[写一个考核办法](writing-a-scheme.md)。"
    yield ""
    yield from (*_SEEN, "")
    yield "## 规则:`[[items.rules]]`"
    for name, rule in sorted(rule_models().items()):
        own = [key for key in rule.model_fields if key not in (*_ANYWHERE, "rule")]
        yield from _section(f'`rule = "{name}"`', RULES[name], rule, own)
    yield from ("", "### 任何规则都可以写", "")
    yield from _keys(Rule, _ANYWHERE)
    yield from ("", "## 规则以外")
    for title, model, keys, primitive in _PARTS:
        yield from _section(title, primitive, model, keys)
    yield from ("", "## 数从哪里来:`of`", "")
    yield from (f"- `{source}`:{told}" for source, told in SOURCES.items())
    yield from ("", "## 算式", "", *_FORMULA, "")


def _section(
    title: str, primitive: Primitive, model: type[Model], keys: list[str] | tuple[str, ...]
) -> Iterator[str]:
    yield from ("", f"### {title}", "")
    if primitive.what:
        yield from (f"{primitive.what}。哪里这样算:{primitive.needed_by}。", "")
    yield from _keys(model, keys)


def _keys(model: type[Model], keys: list[str] | tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        needed = "必写" if model.model_fields[key].is_required() else "可不写"
        yield f"- `{key}`({needed}):{KEYS[key]}"
