"""What is done on whose phone, one after the other, and which pictures are taken on the way.

A step is a sentence that is said, `#更正` a button that is tapped, or `=NAME` a picture;
INVITED opens the link of an invitation.
"""

from rubric.posts import Post

NEWCOMER = "新来的同志"
INVITED = "@"

SCENES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (NEWCOMER, ("=bind-start", INVITED, "=bind-confirm", "#是我本人", "=bind-done")),
    (Post.SECRETARY, ("本月要办", "=village-month", "昨天支委会，5人参加", "=village-log")),
    (Post.CLERK, ("三务都已贴好", "=clerk-disclosure", "#6月", "=clerk-receipt")),
    (
        Post.SUPERVISOR_CHAIR,
        (
            "去确认",
            "=chair-review",
            "#退回",
            "=chair-return",
            "#不退了",
            "#已看",
            "=chair-confirmed",
        ),
    ),
    (Post.SUPERVISOR, ("6月第8号凭证没有联审联签", "=member-finding")),
    (Post.SECRETARY, ("=village-finding", "看得分", "=village-score", "#怎么补", "=village-mend")),
    (Post.TOWN_OFFICE, ("看逾期", "=office-late", "全镇进度", "=office-progress")),
    (Post.TOWN_OFFICE, ("更多办理", *("#下一页",) * 2, "#人员和绑定", "=office-people")),
    (Post.TOWN_OFFICE, ("待评分", "#示例二村", "#采用无争议", "=office-scoring")),
    (Post.TOWN_OFFICE, (*("#采用 ",) * 11, "#提交复核")),
    (
        Post.TOWN_DISCIPLINE,
        (
            *("#复核评分表", "#示例二村", "=discipline-review"),
            *("#回首页", "#更多办理", "=discipline-menu"),
        ),
    ),
    (Post.TOWN_ASSETS, ("#更多办理", "=assets-menu", "首页")),
    (
        Post.TOWN_ASSETS,
        (
            "#看各村",
            "#示例二村",
            "=assets-village",
        ),
    ),
    (Post.CITY_AGRICULTURE, ("#各镇进度", "#任务数", "#示例镇", "达标10，示范1", "=city-quota")),
    (Post.CITY_AGRICULTURE, ("抽查", "#抽签", "=city-lots")),
    (Post.TOWN_OFFICE, ("上报示范村居", "#选第1个", "#上报这1个村", "=office-nominate")),
    (
        Post.CITY_AGRICULTURE,
        ("评定", "#看第1个", "#采用镇级评分", "=city-evaluate", "#提交签署"),
    ),
    (Post.CITY_PANEL, ("=panel-home", "评定", "#看第1个", "=panel-sign")),
    (Post.OPERATOR, ("=operator-home", "#更多办理", "#人员和绑定", "=operator-people")),
)


def names() -> list[str]:
    """Every picture, in the order they are taken."""
    return [step[1:] for _, steps in SCENES for step in steps if step.startswith("=")]
