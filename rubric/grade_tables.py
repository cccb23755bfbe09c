"""The tables of a scheme with grades (等级评估), each line with its clause."""

from pydantic import Field

from rubric.model import Count, Model, Word


class Level(Model):
    """Who grades, the lowest level first: whoever does the duty that grading is."""

    id: Word
    name: Word
    duty: Word
    clause: Word


class GradeWord(Model):
    """A grade, the best first, and when it is given in the document's words."""

    id: Word
    name: Word
    text: Word


class Grading(Model):
    """等级评估制: which grades there are, and who gives them."""

    levels: tuple[Level, ...] = Field(min_length=1)
    grades: tuple[GradeWord, ...] = Field(min_length=1)
    clause: Word

    def rank(self, grade: str) -> int:
        """0 for the best."""
        return [word.id for word in self.grades].index(grade)

    def level(self, by: str) -> int:
        """0 for the lowest."""
        return [level.id for level in self.levels].index(by)

    def name(self, grade: str) -> str:
        return self.grades[self.rank(grade)].name


class GradesRecognition(Model):
    """认定: no item below `least`, so many percent of them `best`, nothing on the negative list.

    The window of the negative list is the cycle, and the years before it began. `procedure` names
    the duties of the town that lead to recognition.
    """

    least: Word
    least_clause: Word
    best: Word
    share_percent: Count
    share_clause: Word
    cycle_years: Count
    cycle_clause: Word
    years_before: Count
    window_clause: Word
    procedure: tuple[Word, ...]


class NegativeKind(Model):
    """One kind of the negative list (负面清单)."""

    kind: Word
    name: Word
    text: Word
    clause: Word
