"""The fictional people of the demo and how to sign in as one of each role; `python -m demo.people` prints that."""

import json
from typing import NamedTuple

PASSWORD = "debrief-demo-only"


class Login(NamedTuple):
    role: str
    email: str
    what: str


LOGINS = (
    Login("member", "member@demo.example", "a newcomer whose register entry nobody has checked yet"),
    Login("verified", "verified@demo.example", "a verified practitioner"),
    Login("expert", "expert@demo.example", "a verified expert who endorses answers"),
    Login("moderator", "moderator@demo.example", "reviews flags, held posts, deflections and claims"),
    Login("administrator", "administrator@demo.example", "takes the second look at experts, edits helplines"),
)

if __name__ == "__main__":
    print(json.dumps([{**login._asdict(), "password": PASSWORD} for login in LOGINS]))
