"""The names of streams. A stream is just a name: whoever may listen decides at the socket."""

DUTY = "duty"
EVERYBODY = "everybody"


def topic(topic_id: int) -> str:
    return f"topic.{topic_id}"


def member(member_id: int) -> str:
    return f"member.{member_id}"


def section(section_id: int) -> str:
    return f"section.{section_id}"
