"""The reply form of a page as a browser reads it."""

import re

INPUTS = re.compile(r"<(?:input|textarea)\b[^>]*>")


def fields_of(page) -> dict[str, str | None]:
    """The name of each field with what stands in it; of choices the chosen one, or None."""
    html = page.content.decode().split('id="composer"')[1].split("</form>")[0]
    fields: dict[str, str | None] = {}
    for tag in INPUTS.findall(html):
        known = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        chosen = known.get("type") != "radio" or " checked" in tag
        fields[known["name"]] = known.get("value") if chosen else fields.get(known["name"])
    return fields
