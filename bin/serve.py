"""Serves the site: `make run`, `PORT=9000 make run`, `HOST=0.0.0.0 make run`.

Brings the database, the catalogue and the static files up to date, then becomes the
production server. Refuses, in one line, an address that cannot be had.
"""

import os
import socket
import sys

import django
from django.core.management import call_command

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (named, not bound)
LOCAL = ("127.0.0.1", "::1", "localhost")
OVER_PLAIN_HTTP = """\
{host} is open to your whole network over plain http. Anyone on it can read what is sent,
and cookies are not marked secure. For other people, put https in front: see .env.example.
"""
# Two workers of four threads, each with a connection: more would only queue at the database.
WORKERS = str(min(2, os.cpu_count() or 1))
SERVER = (
    *("--interface", "wsgi", "--no-ws", "--workers", WORKERS, "--blocking-threads", "4"),
    *("--respawn-failed-workers", "--log-level", "warning"),
)


def port_from(text: str) -> int:
    """Read PORT, refusing what is no port."""
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    sys.exit(f"Easeback: PORT must be a number from 1 to 65535, not {text!r}.")


def refuse_if_taken(host: str, port: int) -> None:
    """Bind the address for a moment, to say plainly now what the server would say at length."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = os.strerror(error.errno).lower() if error.errno else str(error)
            sys.exit(
                f"Easeback: cannot serve on {host}:{port} ({reason}). "
                f"Try another port: PORT={port + 1} make run"
            )


def prepare() -> None:
    """Bring what is stored up to date with the code. Repeating it changes nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def main() -> None:
    host = os.environ.get("HOST") or "127.0.0.1"
    port = port_from(os.environ.get("PORT") or "8000")
    refuse_if_taken(host, port)
    https = os.environ.get("SITE_URL", "").startswith("https://")
    open_to_all = host not in LOCAL and not https
    if open_to_all:
        # Nobody can say by which name a network will call this machine.
        os.environ.setdefault("ALLOWED_HOSTS", "*")
    prepare()
    shown = "localhost" if host in (*LOCAL, *EVERYWHERE) else host
    print(f"\nEaseback is at http://{shown}:{port} (Ctrl-C stops it)")
    if open_to_all:
        print(OVER_PLAIN_HTTP.format(host=host))
    sys.stdout.flush()
    address = ("--host", host, "--port", str(port))
    os.execv(  # noqa: S606
        sys.executable,
        [sys.executable, "-m", "granian", *SERVER, *address, "config.wsgi:application"],
    )


if __name__ == "__main__":
    main()
