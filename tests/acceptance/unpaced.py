"""`qinglian` as it is, but for the pace of its messages: journeys are counted, not timed."""

from bot import pacing
from bot.cli import main

if __name__ == "__main__":
    pacing.CHAT_INTERVAL = pacing.WHOLE_INTERVAL = 0.001
    pacing.PLACES = 1000
    main()
