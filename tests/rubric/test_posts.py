from rubric.posts import (
    CITY_POSTS,
    SINGLE_POSTS,
    SUPERVISOR_POSTS,
    TOWN_POSTS,
    VILLAGE_POSTS,
    Post,
)


def test_every_post_but_the_operators_belongs_to_exactly_one_place_and_side() -> None:
    groups = (VILLAGE_POSTS, SUPERVISOR_POSTS, TOWN_POSTS, CITY_POSTS)
    assert sum(map(len, groups)) == len(frozenset().union(*groups)) == len(Post) - 1
    assert Post.OPERATOR not in frozenset().union(*groups)


def test_a_village_has_one_secretary_one_clerk_and_one_chair_of_its_supervisors() -> None:
    assert {post.value for post in SINGLE_POSTS} == {"村党组织书记", "村文书", "村监会主任"}
