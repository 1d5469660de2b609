"""What Python says on the screen goes through the catalogue, and what is said when a module is read says so lazily."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "audit", "config", "deflection", "forum", "members", "moderation", "notices", "notifications", "privacy", "reports",
    "webhooks",
)  # fmt: skip
SAID = {"label", "help_text", "empty_label", "description"}
SAYS = {"ValidationError", "PermissionDenied", "require", "success", "warning", "info", "error", "add_error"}
NOT_WORDS = {"PDF"}  # the same in every language
LEFT_OUT = ("config/style.py",)  # samples of the parts, for whoever builds pages
SEALS = {"mark_of", "marks_of", "seal", "unseal"}  # their label is part of a key


def files() -> Iterator[Path]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if "/migrations/" not in place and "/management/" not in place and place not in LEFT_OUT:
                yield file


def is_bare(node: ast.expr) -> bool:
    """Words as they stand, or put together from values."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and any(map(str.isalpha, part.value)) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip() not in NOT_WORDS | {""}


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def bare_in(tree: ast.Module, *, models: bool) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            choices = [
                row.value for row in node.body if isinstance(row, ast.Assign) and isinstance(row.value, ast.Tuple)
            ]
            yield from (row.lineno for row in choices if is_bare(row.elts[-1]))
        if isinstance(node, ast.Call) and name_of(node.func) not in SEALS:
            said = [
                word.value for word in node.keywords if word.arg in SAID and not (models and word.arg == "help_text")
            ]
            if name_of(node.func) in SAYS and not name_of(getattr(node.func, "value", node)).startswith("log"):
                said += node.args[-1:]
            yield from (each.lineno for each in said if is_bare(each))


def eager_in(tree: ast.Module) -> set[str]:
    """The names under which this module looks words up at once."""
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    rows = [row for node in imports if node.module == "django.utils.translation" for row in node.names]
    return {row.asname or row.name for row in rows if row.name in ("gettext", "ngettext", "pgettext")}


def too_early(node: ast.AST, eager: set[str]) -> Iterator[int]:
    """Where a word is looked up while its module is read, before anybody has chosen a language."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and name_of(child.func) in eager:
            yield child.lineno
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for each in (*child.decorator_list, child.args):
                yield from too_early(each, eager)
        elif not isinstance(child, ast.Lambda):
            yield from too_early(child, eager)


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files()}


def test_choices_forms_and_messages_go_through_the_catalogue(trees):
    found = [(place, line) for place, tree in trees.items() for line in bare_in(tree, models="/models" in place)]
    assert found == []


def test_nothing_is_looked_up_while_a_module_is_read(trees):
    assert [(place, line) for place, tree in trees.items() for line in too_early(tree, eager_in(tree))] == []
