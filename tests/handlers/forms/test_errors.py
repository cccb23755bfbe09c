from handlers.forms.errors import FormError, TemplateRefused


def test_a_refusal_says_why_and_what_to_do():
    said = str(TemplateRefused("里面有认不出的字段"))
    assert "里面有认不出的字段" in said
    assert "请对照" in said
    assert isinstance(TemplateRefused(""), FormError)
