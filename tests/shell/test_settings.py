"""Nothing needs to be set; what is set wrongly is refused by name."""

import runpy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from bin.environment import example
from config import settings as ours

Load = Callable[..., dict[str, Any]]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """Read the settings file as a new process would, with only these keys set."""

    def load(**keys: str) -> dict[str, Any]:
        for key in example():
            monkeypatch.delenv(key, raising=False)
        for key, value in {"DATA_DIR": str(tmp_path / "var"), **keys}.items():
            monkeypatch.setenv(key, value)
        return runpy.run_path(str(ours.BASE_DIR / "config" / "settings.py"))

    return load


def test_nothing_needs_to_be_set(load: Load, tmp_path: Path) -> None:
    values = load()
    assert values["SITE_URL"] == "http://localhost:8000"
    assert values["DEBUG"] is False
    assert values["COUNTRY"] == ""
    assert values["DATABASES"]["default"]["NAME"] == str(tmp_path / "var" / "easeback.sqlite3")
    assert values["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_a_key_left_empty_has_its_default(load: Load, tmp_path: Path) -> None:
    unset = load()
    empty = load(**{key: "" for key in example() if key != "DATA_DIR"})
    assert {k: v for k, v in unset.items() if k.isupper()} == {
        k: v for k, v in empty.items() if k.isupper()
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DATABASE_URL", "mysql://somebody@host/easeback"),
        ("DATABASE_URL", "not an address"),
        ("DATABASE_URL", "postgres://host:99999999/easeback"),
        ("DATA_DIR", "/dev/null/var"),
        ("CLINIC_DIR", "/dev/null"),
        ("CLINIC_DIR", "/nowhere/at/all"),
        ("DEBUG", "perhaps"),
        ("EMAIL_URL", "pigeon://loft"),
        ("COUNTRY", "Britain"),
        ("LOG_LEVEL", "LOUD"),
        ("SECRET_KEY", "hunter2"),
        ("SITE_URL", "easeback.example.org"),
        ("SITE_URL", "http://easeback.example.org"),
        ("SITE_URL", "https://easeback.example.org/app"),
        ("SITE_URL", "http://[::1"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TIME_ZONE", "../../etc/passwd"),
    ],
)
def test_a_wrong_value_is_refused_by_name(load: Load, key: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{key}: "):
        load(**{key: value})


@pytest.mark.parametrize("keys", [{"DEBUG": "on"}, {"ALLOWED_HOSTS": "*"}])
def test_a_public_site_may_not_be_careless(load: Load, keys: dict[str, str]) -> None:
    (key,) = keys
    load(**keys)
    with pytest.raises(ImproperlyConfigured, match=f"^{key}: "):
        load(SITE_URL="https://easeback.example.org", **keys)


def test_https_makes_cookies_and_headers_strict(load: Load) -> None:
    values = load(SITE_URL="https://easeback.example.org")
    assert values["SESSION_COOKIE_SECURE"] and values["CSRF_COOKIE_SECURE"]
    assert values["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert values["SECURE_SSL_REDIRECT"]
    assert values["SECURE_HSTS_SECONDS"] >= 365 * ours.DAY
    assert values["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert "easeback.example.org" in values["ALLOWED_HOSTS"]
    assert "*" not in values["ALLOWED_HOSTS"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9000", "[::1]:8000"])
def test_cookies_are_not_secure_only_on_this_very_machine(load: Load, host: str) -> None:
    values = load(SITE_URL=f"http://{host}")
    assert not values["SESSION_COOKIE_SECURE"] and not values["CSRF_COOKIE_SECURE"]
    assert values["SECURE_HSTS_SECONDS"] == 0
    assert "SECURE_PROXY_SSL_HEADER" not in values


def test_further_hosts_may_be_written_with_spaces(load: Load) -> None:
    values = load(SITE_URL="https://a.example", ALLOWED_HOSTS="a.example, b.example,")
    assert {"a.example", "b.example", "localhost"} <= set(values["ALLOWED_HOSTS"])
    assert "" not in values["ALLOWED_HOSTS"]


def test_sqlite_waits_for_its_turn_and_never_wraps_a_whole_request(load: Load) -> None:
    database = load()["DATABASES"]["default"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] > 0
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert not database.get("ATOMIC_REQUESTS")


def test_postgresql_is_reached_through_a_pool(load: Load) -> None:
    database = load(DATABASE_URL="postgres://easeback:word@host/easeback")["DATABASES"]["default"]
    assert database["OPTIONS"]["pool"]
    assert database["CONN_MAX_AGE"] == 0
    assert database["CONN_HEALTH_CHECKS"]
    assert not database.get("ATOMIC_REQUESTS")


def test_the_secret_is_made_once_and_is_nobody_elses_to_read(load: Load, tmp_path: Path) -> None:
    first, again = load()["SECRET_KEY"], load()["SECRET_KEY"]
    assert first == again
    files = [path.name for path in (tmp_path / "var").iterdir() if path.is_file()]
    assert files == ["secret_key"]
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_workers_that_start_together_share_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as workers:
        keys = set(workers.map(lambda _: ours.secret_key("", tmp_path / "key"), range(40)))
    assert len(keys) == 1


def test_a_secret_cut_short_on_disk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="50 characters"):
        ours.secret_key("", tmp_path / "key")
