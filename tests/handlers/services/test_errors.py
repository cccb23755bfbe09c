from handlers.services import errors
from rubric.errors import Refused
from rubric.posts import Post


def test_every_refusal_is_one_of_ours_and_its_docstring_is_its_message():
    ours = [
        kind for kind in vars(errors).values() if getattr(kind, "__module__", "") == errors.__name__
    ]
    assert all(issubclass(kind, errors.ServiceError | Refused) for kind in ours)
    assert all(kind.__doc__.endswith("。") for kind in ours)


def test_a_refusal_carries_what_its_answer_must_name():
    assert errors.Denied((Post.CLERK,)).needed == (Post.CLERK,)
    assert errors.AlreadySettled("confirmed").status == "confirmed"
    assert errors.InviteRefused("used").why == "used"
