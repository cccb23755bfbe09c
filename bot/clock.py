"""The only place that reads the time. Dates are Asia/Shanghai."""

import asyncio
import time
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.errors import ClockFileUnreadable

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock:
    """What time it is for the programme: the machine's, or a rehearsed one kept in a file."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file

    def now(self) -> datetime:
        """The time people live in; read from the clock file at every look, if there is one."""
        return self._read(self.file) if self.file else self.machine().astimezone(SHANGHAI)

    def today(self) -> date:
        return self.now().date()

    def machine(self) -> datetime:
        """The machine's own time, for waits between tries: they must end in a rehearsal too."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds from some beginning, never set back: for pacing."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait for so long, as `monotonic` counts."""
        await asyncio.sleep(seconds)

    def written_at(self, date_sent: int | None) -> datetime:
        """When a message was written, by its own `date`; in a rehearsal, when it came in."""
        if date_sent is None or self.file:
            return self.now()
        return datetime.fromtimestamp(date_sent, SHANGHAI)

    @staticmethod
    def _read(file: Path) -> datetime:
        try:
            moment = datetime.fromisoformat(file.read_text(encoding="utf-8").strip())
        except (OSError, ValueError) as error:
            raise ClockFileUnreadable(f"{file}:{error}") from error
        return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).astimezone(SHANGHAI)
