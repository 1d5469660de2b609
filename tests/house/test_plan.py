"""The plan of the house, held by a machine: floors, lengths, names, and who writes rows."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "api", "audit", "config", "demo", "deflection", "firstrun", "forum", "members", "moderation", "notices",
    "notifications", "privacy", "realtime", "reports", "screening", "tests", "webhooks",
)  # fmt: skip
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OURS = [path for path in MODULES if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMELESS = ("core", "common", "utils", "helpers", "misc", "lib", "shared")
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEMPLATE = 40, 400, 200


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_imports_only_go_down():
    linter = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (run.returncode, [line for line in run.stdout.splitlines() if "BROKEN" in line]) == (0, []), run.stdout


def test_no_function_is_longer_than_the_wall():
    long = [
        (name(path), function.name, function.end_lineno - function.lineno + 1)
        for path in OURS
        for function in functions(path)
        if function.end_lineno - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_every_file_can_be_read_in_one_sitting():
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in [*OURS, *TEMPLATES]}
    limit = {True: LONGEST_TEMPLATE, False: LONGEST_FILE}
    assert {path: count for path, count in lines.items() if count > limit[path.endswith(".html")]} == {}


def test_every_module_opens_with_the_room_that_it_is():
    silent = []
    for path in OURS:
        source = path.read_text(encoding="utf-8")
        docstring = ast.get_docstring(ast.parse(source)) if source.strip() else "an empty marker"
        if not docstring or not docstring.splitlines()[0].strip():
            silent.append(name(path))
    assert silent == []


def test_everything_has_a_home_with_a_name():
    parts = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(ROOT).parts}
    assert parts & set(NAMELESS) == set()
    assert [name(path) for path in TEMPLATES if path.stem in NAMELESS] == []


READY = [(f"{room}/apps.py", "ready") for room in ("config", "deflection", "members")]


def test_every_import_stands_at_the_top():
    """Three doors need otherwise, and say why beside the import."""
    inside = [
        (name(path), function.name)
        for path in OURS
        if path.parts[len(ROOT.parts)] not in ("tests", "firstrun")
        for function in functions(path)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]
    assert [entry for entry in inside if entry not in READY] == []


def test_every_signature_is_typed():
    untyped = [
        (name(path), function.name)
        for path in OURS
        if path.parts[len(ROOT.parts)] != "tests"
        for function in functions(path)
        if function.returns is None or any(argument.annotation is None for argument in arguments(function))
    ]
    assert untyped == []


def arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    every = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return [argument for argument in every if argument.arg not in ("self", "cls")]


WRITERS = ("create", "bulk_create", "get_or_create", "update_or_create", "save", "bulk_update")
# Where rows with words may be written. Everything else asks an action.
ROOMS_THAT_WRITE = {
    "audit/models.py": "the chain's own save, which refuses changes",
    "deflection/gate.py": "seals a deflection",
    "forum/models/posts.py": "a post's own save, which notes when readers first met it",
    "members/adapter.py": "allauth's first insert of an account; the name was read by the form",
    "members/forms.py": "allauth's hook after sign-up; the name was read by this very form",
    "members/models/people.py": "the manager that makes accounts",
    "members/models/sessions.py": "a session's own save, which leaves alone what was noted beside it",
    "moderation/models/decisions.py": "the log's own save, which refuses changes",
    "demo/credentials.py": "fictional credentials, with DEMO alone",
    "demo/history/past.py": "the fictional past's audit chain, with DEMO alone",
    "demo/seeding.py": "meaningless text, with DEMO alone",
    "demo/webhooks.py": "a fictional program, with DEMO alone",
    "demo/load.py": "fictional people, with DEMO alone",
    "demo/writing.py": "fictional texts, with DEMO alone; tests/demo holds that each passes the gate",
}


@pytest.mark.parametrize(
    "package",
    [
        "api",
        "audit",
        "config",
        "demo",
        "deflection",
        "forum",
        "members",
        "moderation",
        "notices",
        "notifications",
        "privacy",
        "reports",
    ],
)
def test_only_actions_write(package):
    writers = {
        name(path)
        for path in OURS
        if path.is_relative_to(ROOT / package) and "actions" not in name(path) and "replay" not in name(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITERS
    }
    assert writers == {path for path in ROOMS_THAT_WRITE if path.startswith(f"{package}/")}


def test_nothing_is_left_unfinished():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error", "lorem " + "ipsum")
    paths = [*OURS, *TEMPLATES]
    assert [(name(path), mark) for path in paths for mark in marks if mark in path.read_text(encoding="utf-8")] == []


def test_no_page_reassures_or_diagnoses():
    words = (
        "looks fine",
        "nothing to worry",
        "don't worry",
        "you are safe",
        "no need to call",
        "this is not an emergency",
    )
    assert [
        (name(path), word) for path in TEMPLATES for word in words if word in path.read_text(encoding="utf-8").lower()
    ] == []
