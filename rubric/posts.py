"""The posts (职务) that people hold; the words are the contract's and the roster's."""

from enum import StrEnum


class Post(StrEnum):
    """A post in a village, a town or the city."""

    SECRETARY = "村党组织书记"
    CLERK = "村文书"
    SUPERVISOR_CHAIR = "村监会主任"
    SUPERVISOR = "村监会成员"
    TOWN_OFFICE = "镇清廉办"
    TOWN_DISCIPLINE = "镇纪委"
    TOWN_ASSETS = "镇三资中心"
    CITY_AGRICULTURE = "市农业农村和水利局"
    CITY_PANEL = "市联合认定组"
    OPERATOR = "管理员"


VILLAGE_POSTS = frozenset({Post.SECRETARY, Post.CLERK})
SUPERVISOR_POSTS = frozenset({Post.SUPERVISOR_CHAIR, Post.SUPERVISOR})
TOWN_POSTS = frozenset({Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE, Post.TOWN_ASSETS})
CITY_POSTS = frozenset({Post.CITY_AGRICULTURE, Post.CITY_PANEL})
SINGLE_POSTS = frozenset({Post.SECRETARY, Post.CLERK, Post.SUPERVISOR_CHAIR})
"""Held by one person in a place: whoever takes one up takes it over."""
