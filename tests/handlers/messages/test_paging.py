"""A long list, a few rows at a time."""

import pytest

from handlers.messages.paging import page_of


def test_the_last_page_leads_back_to_the_first():
    page = page_of(range(7), 2, 3)
    assert (list(page.rows), page.pages, page.following) == ([6], 3, 0)


def test_a_middle_page_leads_on():
    assert page_of(range(7), 1, 3).following == 2


def test_a_full_page_is_one_page():
    assert page_of(range(3), 0, 3).pages == 1


@pytest.mark.parametrize("number", [1, 99])
def test_a_list_that_became_too_short_begins_again(number):
    assert list(page_of("ab", number, 3).rows) == ["a", "b"]


def test_an_empty_list_has_one_empty_page():
    page = page_of([], 0, 3)
    assert (list(page.rows), page.pages, page.following, page.total) == ([], 1, 0, 0)
