"""PTB's AIORateLimiter sends so many messages to each chat: {token, base, chats, each}."""

import asyncio
import json
import sys

from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest


async def main(token: str, base: str, chats: list[int], each: int) -> int:
    request = HTTPXRequest(connection_pool_size=256, pool_timeout=60)
    bot = ExtBot(token, base_url=base, request=request, rate_limiter=AIORateLimiter(max_retries=3))
    lost = 0

    async def to(chat: int) -> None:
        nonlocal lost
        for number in range(each):
            try:
                await bot.send_message(chat, f"{number}")
            except TelegramError:
                lost += 1

    async with bot:
        await asyncio.gather(*map(to, chats))
    return lost


print(json.dumps({"lost": asyncio.run(main(**json.load(sys.stdin)))}))
