"""python -m bot: the same as the command qinglian."""

from bot.cli import main

main()
