"""A mail server for tests: keeps what it accepts in a folder, and answers as the test says.

The first line on its output is its port; then one line for each message it has read: `accepted`, or the answer. What the file `answers`
in the folder says is taken line by line, for one message each: an answer to the data; `hang`, to keep the message and stay silent;
`drop`, to keep it and cut the line. It ends when its input is closed, so that it never outlives the test.
"""
import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP

folder = pathlib.Path(sys.argv[1])


class Keeper:
    kept = 0

    def next_answer(self):
        path = folder / "answers"
        lines = path.read_text().splitlines() if path.exists() else []
        path.write_text("\n".join(lines[1:]))
        return lines[0] if lines else "250 2.0.0 accepted"

    async def handle_DATA(self, server, session, envelope):
        answer = self.next_answer()
        if answer[0] not in "45":
            self.kept += 1
            (folder / f"{self.kept:04}.eml").write_bytes(envelope.content)
            (folder / f"{self.kept:04}.to").write_text("\n".join(envelope.rcpt_tos))
        print(answer, flush=True)
        if answer == "hang":
            await asyncio.sleep(3600)
        if answer == "drop":
            server.transport.abort()
        return answer


async def main():
    loop = asyncio.get_running_loop()
    keeper = Keeper()
    server = await loop.create_server(lambda: SMTP(keeper, enable_SMTPUTF8=True, hostname="mail.test"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    over = loop.create_future()
    loop.add_reader(sys.stdin.fileno(), lambda: over.done() or over.set_result(None))
    await over


try:
    asyncio.run(main())
except asyncio.CancelledError:
    pass
