"""When people are left in peace: what nobody asked for does not arrive at night."""

from datetime import datetime, time, timedelta

WAKES = time(8)
SLEEPS = time(20)


def next_waking(now: datetime) -> datetime | None:
    """The next 8:00 if it is night now (20:00-8:00), else None: at once."""
    if WAKES <= now.time() < SLEEPS:
        return None
    morning = now.replace(hour=WAKES.hour, minute=0, second=0, microsecond=0)
    return morning if now.time() < WAKES else morning + timedelta(days=1)
