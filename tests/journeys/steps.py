"""What a traveller does, step by step."""


class Photo(str):
    """A step that sends a photo with these words under it."""

    __slots__ = ()


class Edited(str):
    """A step that changes one's last message to this."""

    __slots__ = ()


class Stepping:
    """Steps on a phone that can say, tap, send a photo and edit."""

    def step(self, step: str):
        if isinstance(step, Photo):
            return self.photo(str(step))
        if isinstance(step, Edited):
            return self.edit(str(step))
        return self.pick(step[1:]) if step.startswith("#") else self.say(step)

    def do(self, *steps: str):
        for step in steps:
            shown = self.step(step)
        return shown

    def pick(self, begins: str, card=None):
        """Tap the button that is called so, or the first whose label begins so."""
        card = card or self.newest()
        named = [label for label in card.buttons if label.startswith(begins)]
        assert named, f"“{begins}” is not on {list(card.buttons)}: {card.text}"
        return self.tap(begins if begins in named else named[0], card)
