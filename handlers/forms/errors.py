"""Why a document was not made. The docstring is the message, filled with the error's own data."""


class FormError(Exception):
    """文件没有做出来。"""

    def __str__(self) -> str:
        return str(self.__doc__).format(**vars(self))


class TemplateRefused(FormError):
    """Word 模板用不了:{why}。请对照系统自带的模板改好,或删去自己的模板用自带的。"""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
