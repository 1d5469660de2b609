"""`manage.py replay FILE.jsonl`: labelled posts through the real HTTP path, as a table label × outcome."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.replay.accounts import Accounts, can_look_into
from demo.replay.report import tables
from demo.replay.samples import BadFile, Sample, read_samples
from demo.replay.scratch import DidNotStart, scratch_forum
from demo.replay.sending import CannotBegin, Sent, Writer
from demo.replay.visitor import Unanswered, Visitor
from members.models import Member

NOTE = (
    "Sent as the verified demo member. Questions and replies declare “not sure” twice, so that the text alone decides;"
    " case studies declare an event of two months ago that is over, because “not sure” is always asked back there."
    " A prompt is counted, not answered."
)
EACH = 50


class Command(BaseCommand):
    # The site's own settings are not asked for: without --url a scratch forum brings its own.
    requires_system_checks: ClassVar[list[str]] = []
    help = "Send labelled posts through the real HTTP path, find each one again, and print label × outcome."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="JSON Lines, as screening/data/README.md tells")
        parser.add_argument("--url", help="a running demo; without it a scratch forum is started and removed again")
        parser.add_argument("--limit", type=int, help="only the first so many posts")
        parser.add_argument("--json", type=Path, dest="out", help="also write one JSON line per post to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            samples = read_samples(options["file"], options["limit"])
            if options["url"]:
                self.replay(samples, options["url"].rstrip("/"), options["out"])
            else:
                self.replay_in_scratch(options)
        except (BadFile, CannotBegin, DidNotStart, Unanswered) as error:
            raise CommandError(str(error)) from error

    def replay_in_scratch(self, options: dict[str, Any]) -> None:
        """The same command again, inside the scratch forum's settings: it must read that forum's database and vault."""
        self.stdout.write("Building a scratch forum with the demo's data …")
        with scratch_forum() as (url, env):
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "replay", str(options["file"].resolve())]
            command += ["--url", url]
            command += ["--limit", str(options["limit"])] if options["limit"] is not None else []
            command += ["--json", str(options["out"].resolve())] if options["out"] else []
            self.stdout.flush()
            code = subprocess.run(command, env=env, cwd=settings.BASE_DIR, check=False).returncode
        if code:
            raise CommandError("The replay did not end well; see above.", returncode=code)

    def replay(self, samples: Sequence[Sample], url: str, out: Path | None) -> None:
        writer = Writer(Visitor(url))
        writer.sign_in()
        accounts = self.accounts(writer)
        self.discard_drafts(writer.visitor)
        writer.open_question()
        sent, problems = self.send_all(samples, writer, accounts)
        if out:
            out.write_text("".join(json.dumps(one.as_row(), ensure_ascii=False) + "\n" for one in sent), "utf-8")
        self.report(sent, problems, verified=accounts is not None)

    def accounts(self, writer: Writer) -> Accounts | None:
        """Only where this command runs in the server's own environment: its database, its keys."""
        if not can_look_into(writer.visitor.cookies["sessionid"].value):
            return None
        return Accounts(Member.objects.get(email=writer.email))

    def send_all(
        self, samples: Sequence[Sample], writer: Writer, accounts: Accounts | None
    ) -> tuple[list[Sent], list[str]]:
        sent: list[Sent] = []
        problems: list[str] = []
        for number, sample in enumerate(samples, start=1):
            if accounts:
                accounts.mark()
            sent.append(writer.send(sample))
            if accounts and (problem := accounts.problem(sent[-1])):
                problems.append(problem)
            elif sent[-1].outcome == "lost":
                problems.append(f"{sample.id} was lost: {sent[-1].kind}")
            if sent[-1].outcome in ("prompted", "refused"):
                self.discard_drafts(writer.visitor)
            if number % EACH == 0:
                self.stderr.write(f"  {number} of {len(samples)} sent")
        return sent, problems

    def discard_drafts(self, visitor: Visitor) -> None:
        """Empty the shelf by its own buttons: it holds fifty drafts, and the next text must find it empty."""
        page = visitor.get("/drafts/")
        for draft_id in draft_ids(page.text):
            visitor.send(f"/drafts/{draft_id}/discard/", page.hidden)

    def report(self, sent: Sequence[Sent], problems: Sequence[str], *, verified: bool) -> None:
        self.stdout.write(f"{NOTE}\n\n{tables(sent)}\n")
        how = "found in the database, whole, in exactly one place" if verified else "accounted for by the answers alone"
        self.stdout.write(f"{len(sent) - len(problems)} of {len(sent)} texts {how}.")
        if problems:
            raise CommandError("Not accounted for:\n" + "\n".join(problems))


def draft_ids(html: str) -> list[str]:
    """The drafts that the page offers to discard."""
    parts = html.split('action="/drafts/')[1:]
    return [part.partition("/discard/")[0] for part in parts if "/discard/" in part.partition('"')[0]]
