"""Law 5: personal rows only through the person; every view names its methods; every page is base.

Each test of the house has a twin that plants an offender, because a net nothing was ever
caught in may have a hole.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from config.settings import BASE_DIR

VIEWS = sorted([*BASE_DIR.glob("*/views.py"), *BASE_DIR.glob("*/views/*.py")])
TEMPLATES = sorted((BASE_DIR / "templates").rglob("*.html"))
PIECES = {
    BASE_DIR / "templates" / name
    for path in TEMPLATES
    for name in re.findall(r'{% include "([^"]+)"', path.read_text())
}
# Made into a picture by a command; no browser asks for it.
ON_PAPER = BASE_DIR / "templates/shell/figure_sheet.html"
PAGES = [
    path
    for path in TEMPLATES
    if path not in PIECES | {ON_PAPER} and path.parent.name not in ("templates", "ui")
]
METHODS = {"require_GET", "require_POST", "require_safe", "require_http_methods"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
HERS = {"person", "user", "owner"}


def personal_models() -> set[str]:
    """The names of all models whose rows belong to a person, herself included."""
    return {User.__name__} | {
        model.__name__
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is User
    }


def trespasses(source: str, personal: set[str]) -> Iterator[str]:
    """Every place that reaches a personal row without saying whose."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            call = parents.get(parents.get(node, tree), tree)  # Model.objects -> .filter -> (...)
            if _name(node.value) in personal and not _hers(call):
                yield ast.unparse(call)
        elif isinstance(node, ast.Call) and _name(node.func) in SHORTCUTS:
            rows = _name(node.args[0]) if node.args else ""
            if rows in personal and not _hers(node):
                yield ast.unparse(node)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _hers(call: ast.AST) -> bool:
    """Whether a call narrows to her: `person=request.person`, or a path that ends there."""
    return isinstance(call, ast.Call) and any(
        (word.arg or "").rsplit("__", 1)[-1] in HERS
        and ast.unparse(word.value) in {"request.person", "person"}
        for word in call.keywords
    )


def unrestricted(source: str, views: set[str]) -> Iterator[str]:
    """Every named view that does not say which methods it answers."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name in views:
            said = {
                _name(mark.func if isinstance(mark, ast.Call) else mark)
                for mark in node.decorator_list
            }
            if not said & METHODS:
                yield node.name


def is_page(source: str) -> bool:
    return re.match(r'\{% extends "base\.html" %\}', source) is not None


def mounted(entries: list[URLPattern | URLResolver] | None = None) -> Iterator[tuple[str, str]]:
    """Module and name of every view that has an address."""
    for entry in entries if entries is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from mounted(entry.url_patterns)
        else:
            yield entry.callback.__module__, entry.callback.__qualname__


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_views_fetch_personal_rows_only_through_the_person(path: Path) -> None:
    assert list(trespasses(path.read_text(), personal_models())) == []


@pytest.mark.parametrize(
    "planted",
    [
        "def view(request, key):\n    return Visit.objects.get(pk=key)",
        "def view(request):\n    return [v for v in models.Visit.objects.all()]",
        "def view(request):\n    rows = Visit.objects\n    return rows.get()",
        "def view(request, key):\n    return get_object_or_404(Visit, pk=key)",
        "def view(request, key):\n    return shortcuts.get_object_or_404(models.Visit, pk=key)",
        "def view(request, who):\n    return Visit.objects.filter(person=who)",
        "def view(request, who):\n    return Visit.objects.filter(person_id=request.GET['who'])",
        "def view(request):\n    return User._default_manager.first()",
    ],
)
def test_a_planted_trespass_is_caught(planted: str) -> None:
    assert list(trespasses(planted, {"Visit", "User"}))


@pytest.mark.parametrize(
    "proper",
    [
        "def view(request, key):\n    return get_object_or_404(request.person.visits, pk=key)",
        "def view(request):\n    return Visit.objects.filter(person=request.person).count()",
        "def _rows(person):\n    return Visit.objects.filter(entry__person=person)",
        "def view(request):\n    return Exercise.objects.all()",
    ],
)
def test_what_is_proper_is_let_be(proper: str) -> None:
    assert list(trespasses(proper, {"Visit", "User"})) == []


def test_the_house_knows_what_is_personal() -> None:
    assert {"User", "Visit"} <= personal_models()


@pytest.mark.parametrize("module", sorted({module for module, _ in mounted()}))
def test_every_view_names_its_methods(module: str) -> None:
    views = {name for where, name in mounted() if where == module}
    source = (BASE_DIR / Path(*module.split("."))).with_suffix(".py").read_text()
    assert views <= {
        node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)
    }
    assert list(unrestricted(source, views)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "def view(request): ...",
        "@person_required\ndef view(request): ...",
        "@decorators.never_cache\n@person_required\ndef view(request): ...",
    ],
)
def test_a_planted_view_that_takes_anything_is_caught(planted: str) -> None:
    assert list(unrestricted(planted, {"view"})) == ["view"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_every_page_extends_base_directly(path: Path) -> None:
    assert is_page(path.read_text())


def test_there_are_pages_to_look_at() -> None:
    names = {str(path.relative_to(BASE_DIR / "templates")) for path in PAGES}
    assert {"shell/home.html", "accounts/you.html", "safety/warning_signs.html"} <= names


@pytest.mark.parametrize(
    "planted",
    [
        "<!doctype html><title>On its own</title>",
        '{% extends "safety/outcome.html" %}',
        '{% load static %}{% extends "base.html" %}',
        "{% extends layout %}",
    ],
)
def test_a_planted_page_that_does_not_is_caught(planted: str) -> None:
    assert not is_page(planted)
