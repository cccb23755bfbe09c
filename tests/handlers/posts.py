"""Posts by the short names in which the matrices of rights are written."""

from rubric.posts import Post

SHORT = {
    "书记": Post.SECRETARY,
    "文书": Post.CLERK,
    "主任": Post.SUPERVISOR_CHAIR,
    "成员": Post.SUPERVISOR,
    "清廉办": Post.TOWN_OFFICE,
    "纪委": Post.TOWN_DISCIPLINE,
    "三资": Post.TOWN_ASSETS,
    "农水局": Post.CITY_AGRICULTURE,
    "认定组": Post.CITY_PANEL,
    "管理员": Post.OPERATOR,
}


def posts(told: str) -> set[str]:
    """Those of a line, parted by spaces."""
    return {SHORT[name] for name in told.split()}
