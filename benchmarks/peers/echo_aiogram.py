"""Stock aiogram that answers every text with itself: TOKEN BASE."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await message.answer(message.text)


async def main(token: str, base: str) -> None:
    server = TelegramAPIServer.from_base(base.removesuffix("/bot"))
    await dispatcher.start_polling(Bot(token, session=AiohttpSession(api=server)))


asyncio.run(main(*sys.argv[1:3]))
