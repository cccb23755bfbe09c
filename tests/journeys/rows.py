"""The table of journeys: what each may cost whoever travels it, and how many others hear of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """Upper bounds: acts, new messages and edits of the traveller; new messages to all others."""

    acts: int
    new: int
    edits: int = 0
    others: int = 0


ROWS = {
    "bind by QR": Row(2, 2, 1),
    "bind by a typed code": Row(2, 2, 1),
    "home": Row(1, 1),
    "本月要办": Row(1, 1),
    "log, one message": Row(1, 1, others=1),
    "log, photo only": Row(3, 1, 2, others=1),
    "log by taps only": Row(4, 1, 2, others=1),
    "back-date in words": Row(1, 1, others=1),
    "back-date by 更正": Row(4, 1, 3, others=1),
    "more photos": Row(1, 0, 1),
    "edit own message": Row(1, 0, 1),
    "undo": Row(2, 0, 2, others=1),
    "edit after confirmation": Row(3, 0, 2, others=1),
    "三务公开 by the card": Row(1, 0, 1, others=1),
    "三务公开 in a sentence": Row(1, 1, others=1),
    "三务公开 by the board's photo": Row(1, 1, 1, others=1),
    "supervisors' review": Row(2, 0, 2, others=0),
    "return": Row(2, 0, 2, others=1),
    "problem": Row(2, 1, 1, others=1),
    "rectify": Row(2, 0, 2, others=1),
    "verify and close": Row(1, 0, 1, others=1),
    "score": Row(3, 1, 2),
    "appeal": Row(2, 1, 2, others=1),
    "town dashboard": Row(2, 1, 1),
    "催办": Row(3, 1, 2, others=1),
    "monthly digest": Row(0, 1),
    "town scoring": Row(12, 2, 12, others=3),
    "city spot check, an item": Row(2, 0, 2),
    "city spot check, the whole": Row(11, 1, 10, others=1),
    "holiday reminder": Row(1, 1, 1, others=1),
    "hand-over, the town": Row(2, 0, 2),
    "hand-over, who comes": Row(2, 2, 1, others=1),
    "help, lost": Row(2, 1, 1),
}
"""The rows of the design; a journey split in parts has one for each."""

BEYOND = {
    "a label in words": Row(3, 3, others=1),
    "a problem under a clause": Row(3, 0, 3, others=1),
    "a remedy that does not do": Row(2, 0, 2, others=1),
    "a problem taken back": Row(2, 0, 2, others=1),
    "extension asked": Row(2, 0, 2, others=1),
    "extension granted": Row(1, 0, 1, others=1),
    "dispute": Row(2, 0, 2, others=3),
    "dispute upheld by the town": Row(2, 0, 2, others=1),
    "dispute that holds": Row(1, 0, 1, others=1),
    "an overdue problem is nudged": Row(2, 1, 2, others=1),
    "a decision is begun": Row(5, 1, 4),
    "a further step of a decision": Row(2, 0, 2),
    "a conclusion is confirmed": Row(1, 0, 1),
    "all matters of a town": Row(2, 1, 1),
    "a task is assigned": Row(3, 1, 2, others=1),
    "a task is reported": Row(2, 0, 2, others=2),
    "a report is accepted": Row(1, 0, 1),
    "a round is assigned": Row(2, 1, 1, others=1),
    "a round is done": Row(1, 1, others=2),
    "a state": Row(3, 1, 2, others=1),
    "states confirmed": Row(1, 0, 1),
    "a state of all villages": Row(3, 1, 2),
    "an assessment": Row(2, 1, 1),
    "an honour": Row(5, 1, 4, others=2),
    "an honour confirmed": Row(1, 0, 1, others=1),
    "fourteen grades": Row(16, 1, 15),
}
"""Journeys that came later, held to what they cost then."""
