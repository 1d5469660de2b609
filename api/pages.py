"""The page that lists the calls, the schema that it is made from, and what stands where nothing is."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from api.calls import schema
from api.problems import KINDS, problem

HEADINGS = {"Reading": _("Reading"), "Yours": _("What is yours"), "Writing": _("Writing")}


@require_GET
def api_show(request: HttpRequest) -> HttpResponse:
    """Made from the schema, so that it cannot say otherwise."""
    return render(request, "api/calls.html", {"groups": grouped(), "kinds": KINDS, "shapes": shapes()})


@require_GET
def api_schema(request: HttpRequest) -> JsonResponse:
    """Open to everybody: it holds nothing of anybody."""
    return JsonResponse(schema())


@csrf_exempt
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    return problem("nowhere")


def grouped() -> dict[str, list[dict[str, Any]]]:
    """By heading, in the order of the schema."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema()["paths"].items():
        for method, call in methods.items():
            found.setdefault(HEADINGS[call["tags"][0]], []).append(shown(path, method, call))
    return found


def shown(path: str, method: str, call: dict[str, Any]) -> dict[str, Any]:
    sent = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    good = next(answer for status, answer in call["responses"].items() if int(status) < 300)
    return {
        "method": method.upper(),
        "path": path,
        "summary": call["summary"],
        "about": call["description"],
        "asks": [each for each in call["parameters"] if each["in"] == "query"],
        "sends": name_in(sent),
        "gives": name_in(good["content"]["application/json"]["schema"]),
        "refuses": [status for status in call["responses"] if int(status) >= 400],
    }


def name_in(found: dict[str, Any]) -> str:
    return found.get("$ref", "").rpartition("/")[2] or found.get("title", "")


def shapes() -> dict[str, list[dict[str, Any]]]:
    """Fields of everything that is sent or given, by name."""
    known = schema()["components"]["schemas"]
    return {
        name: [
            {"name": field, "kind": kind_of(said), "about": said.get("description", ""),
             "must": field in shape.get("required", [])}
            for field, said in shape["properties"].items()
        ]
        for name, shape in sorted(known.items())
        if "properties" in shape
    }  # fmt: skip


def kind_of(said: dict[str, Any]) -> str:
    """In a word or two."""
    if "anyOf" in said:
        return " or ".join(dict.fromkeys(filter(None, map(kind_of, said["anyOf"]))))
    if "const" in said or "enum" in said:
        return ", ".join(f"“{value}”" for value in said.get("enum", [said.get("const")]) if value)
    if "$ref" in said:
        return name_in(said)
    if said.get("type") == "array":
        return f"list of {kind_of(said['items'])}"
    return said.get("format") or said.get("type", "")
