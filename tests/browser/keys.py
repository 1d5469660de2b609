"""Hands without a mouse: to a control by Tab alone, looking at each stop whether whoever waits there can see it."""

import contextlib
import re

from playwright.sync_api import Locator, Page, TimeoutError

MOST = 140  # stops of the Tab key; a page with more shuts its reader in
# Where the focus is drawn: on the element, or around the label or line that holds it.
STOP = """wanted => {
    const one = document.activeElement;
    if (one === document.body) return { here: false, wrong: "" };
    const label = one.closest("label");
    const drawn = [one, label, one.closest("li"), one.closest("[data-item]")].some(holds => {
        const style = holds ? getComputedStyle(holds) : {};
        return holds && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    const box = (label ?? one).getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width / 2, innerWidth / 2), box.top + Math.min(box.height / 2, 12)];
    const top = document.elementFromPoint(x, y);
    const seen = box.width > 0 && top && (one.contains(top) || top.contains(one) || label?.contains(top));
    const name = `${one.tagName} ${one.name || one.id || one.textContent.trim().slice(0, 40)}`;
    return { here: one === wanted, wrong: drawn ? (seen ? "" : `covered: ${name}`) : `not marked: ${name}` };
}"""


def tab_to(control: Locator, *, back: bool = False) -> None:
    """Tab on to it. Fails where a stop cannot be seen, or where it is not reached."""
    page, wanted = control.page, control.element_handle()
    for _ in range(MOST):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        stop = page.evaluate(STOP, wanted)
        assert stop["wrong"] == "", f"{page.url}: {stop['wrong']}"
        if stop["here"]:
            return
    raise AssertionError(f"{control} cannot be reached on {page.url}")


def press(control: Locator, key: str = "Enter") -> None:
    tab_to(control)
    control.page.keyboard.press(key)


def write(control: Locator, words: str) -> None:
    tab_to(control)
    control.page.keyboard.press("ControlOrMeta+a")
    control.page.keyboard.insert_text(words)


def select(control: Locator, letters: str) -> None:
    """In a list that opens, by the first letters of the choice."""
    tab_to(control)
    control.page.keyboard.type(letters)
    chosen = control.evaluate("one => one.selectedOptions[0].text")
    assert chosen.startswith(letters), chosen


def choose(control: Locator) -> None:
    """One of several: Tab comes to the group, the arrows to the choice."""
    tab_to_group(control)
    for _ in range(20):
        if control.is_checked():
            return
        control.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{control} cannot be chosen")


def tab_to_group(control: Locator) -> None:
    name = control.get_attribute("name")
    page: Page = control.page
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP, None)
        assert stop["wrong"] == "", f"{page.url}: {stop['wrong']}"
        if page.evaluate("document.activeElement.name") == name:
            page.keyboard.press("Space")
            return
    raise AssertionError(f"{name} cannot be reached on {page.url}")


def go(page: Page, key: str, address: str | re.Pattern[str]) -> None:
    """`g` and a second key, which must follow within a second and a half: a busy machine may need another try."""
    for _ in range(10):
        page.keyboard.type(f"g{key}")
        with contextlib.suppress(TimeoutError):
            return page.wait_for_url(address, timeout=5_000)
    raise AssertionError(f"g {key} leads nowhere")
