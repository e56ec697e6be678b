"""The documents a clinician reads: complete, and true to what is there."""

import re
from pathlib import Path

import pytest

from config.context import content_reviewed
from safety import content

ROOT = Path(__file__).parents[2]
RULES = (ROOT / "docs" / "clinical.md").read_text("utf-8")
HAZARDS = (ROOT / "docs" / "hazard-log.md").read_text("utf-8")
NAMED_TEST = re.compile(r"`(tests/[a-z0-9_/]+\.py)::(test_[a-z0-9_]+)`")


def test_our_own_statement_names_every_question_and_sign() -> None:
    ids = {*content.questionnaire().questions, *content.questionnaire().derived}
    ids |= {sign.id for sign in content.signs()}
    assert [id_ for id_ in sorted(ids) if f"`{id_}`" not in RULES] == []


def test_sources_it_names_are_in_the_list() -> None:
    named = {
        source
        for row in re.findall(r"^\|.*\| ([A-Z0-9, -]+) \|$", RULES, re.MULTILINE)
        for source in row.split(", ")
    }
    assert named
    assert named <= set(content.sources())


def test_each_source_that_decides_is_named_in_it() -> None:
    cited = {s for q in content.questionnaire().questions.values() for s in q.sources}
    cited |= {s for rule in content.rules() for s in rule.sources}
    cited |= {s for sign in content.signs() for s in sign.sources}
    assert [s for s in sorted(cited) if s not in RULES] == []


@pytest.mark.parametrize("named", sorted(set(NAMED_TEST.findall(HAZARDS))), ids="-".join)
def test_a_test_that_stands_for_a_control_exists(named: tuple[str, str]) -> None:
    file, function = named
    assert f"def {function}(" in (ROOT / file).read_text("utf-8")


def test_every_hazard_is_told_whole() -> None:
    listed = re.findall(r"^\| (H\d\d) \|", HAZARDS, re.MULTILINE)
    told = re.split(r"^## (H\d\d) ", HAZARDS, flags=re.MULTILINE)[1:]
    assert told[::2] == listed
    for whole in told[1::2]:
        parts = re.findall(r"^- \*\*(\w+)\*\*:", whole, re.MULTILINE)
        assert parts == ["Cause", "Effect", "Reaches", "Controls", "Tests", "Remains"]
        assert NAMED_TEST.search(whole)


def test_a_risk_is_its_severity_times_its_likelihood() -> None:
    rows = re.findall(r"^\| H\d\d \|.*\| (\d) \| (\d) \| (\d+) \|$", HAZARDS, re.MULTILINE)
    assert len(rows) == len(re.findall(r"^\| H\d\d \|", HAZARDS, re.MULTILINE)) > 0
    for row in rows:
        severity, likelihood, risk = map(int, row)
        assert risk == severity * likelihood
        assert risk < 15, "not acceptable"


def test_nothing_is_shown_as_signed_before_it_is() -> None:
    written = (*ROOT.glob("*/content/**/*.toml"), *ROOT.glob("faq/content/*.md"))
    unsigned = [
        file
        for file in written
        if file.parent.name != "skeleton" and 'reviewed_by = ""' in file.read_text("utf-8")
    ]
    assert content_reviewed() is not bool(unsigned)


def test_each_section_that_code_cites_is_there() -> None:
    """In code a section stands in quotes after the name of the page."""
    cites = re.compile(r"``docs/clinical\.md``[\s(,]+((?:\"[^\"]+\"[\s,]*)+)")
    named = {
        " ".join(section.split())
        for folder in ("accounts", "config", "exercises", "faq", "safety", "sessions", "tests")
        for file in (ROOT / folder).rglob("*.py")
        for found in cites.findall(file.read_text("utf-8"))
        for section in re.findall(r'"([^"]+)"', found)
    }
    headings = set(re.findall(r"^##+ (.+)$", RULES, re.MULTILINE))
    assert named
    assert sorted(named - headings) == []


def test_each_document_that_is_named_is_there() -> None:
    files = [
        file for kind in ("py", "md", "toml", "html") for file in ROOT.glob(f"[a-z]*/**/*.{kind}")
    ]
    texts = (file.read_text("utf-8") for file in (*files, *ROOT.glob("*.md")))
    named = {name for text in texts for name in re.findall(r"\bdocs/[a-z_-]+\.md", text)}
    assert "docs/clinical.md" in named
    assert sorted(name for name in named if not (ROOT / name).is_file()) == []
