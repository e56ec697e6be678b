"""Serves the site: `make run`, `PORT=9000 make run`, `HOST=0.0.0.0 make run`.

Brings the database, the catalogue and the static files up to date, then runs the
production server. Refuses, in one line, an address that cannot be had.
"""

import hashlib
import io
import operator
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (named, not bound)
LOCAL = ("127.0.0.1", "::1", "localhost")
OVER_PLAIN_HTTP = """
{host} is open to your whole network over plain http. Anyone on it can read what is sent,
and cookies are not marked secure. For other people, put https in front: see .env.example."""
# Two workers of four threads, each with a connection: more would only queue at the database.
WORKERS = str(min(2, os.cpu_count() or 1))
SERVER = (
    *("--interface", "wsgi", "--no-ws", "--workers", WORKERS, "--blocking-threads", "4"),
    # A worker that is told to stop while it still starts does not hear it.
    *("--respawn-failed-workers", "--workers-kill-timeout", "5"),
    *("--log-level", "error"),
)
SITE = "config.wsgi:application"


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
    call_command("load_content", stdout=io.StringIO())
    collect_static(Path(settings.STATIC_ROOT))


def collect_static(into: Path) -> None:
    """Collect and compress what is in static/, which takes a while, only when it has changed."""
    digest = hashlib.sha256(Path("requirements.txt").read_bytes())  # some files come from packages
    digest.update(Path("config/storage.py").read_bytes())
    for finder in get_finders():
        for name, storage in sorted(finder.list(None), key=operator.itemgetter(0)):
            digest.update(name.encode())
            digest.update(storage.open(name).read())
    stamp = into / ".collected"
    if not stamp.exists() or stamp.read_text() != digest.hexdigest():
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(digest.hexdigest())


def attend(command: Sequence[str], address: tuple[str, int], words: str) -> int:
    """Run the server, say when it can be reached, and stop it in order.

    It is kept from the terminal's own Ctrl-C, which would reach each of its processes as well
    as the order to stop does: told twice at once, a worker may hang.
    """
    server = subprocess.Popen(command, start_new_session=True)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda *_: server.terminate())
    while server.poll() is None:
        try:
            socket.create_connection(address, timeout=5).close()
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.1)
        else:
            print(words, flush=True)
            break
    return server.wait()


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while preparing needs no traceback
    host = os.environ.get("HOST") or "127.0.0.1"
    port = port_from(os.environ.get("PORT") or "8000")
    refuse_if_taken(host, port)
    https = os.environ.get("SITE_URL", "").startswith("https://")
    open_to_all = host not in LOCAL and not https
    if open_to_all:
        # Nobody can say by which name a network will call this machine.
        os.environ.setdefault("ALLOWED_HOSTS", "*")
    try:
        prepare()
    except (CommandError, DatabaseError, ImproperlyConfigured) as error:
        sys.exit(f"Easeback: {error}")
    words = f"Easeback is at http://{shown(host)}:{port} (Ctrl-C stops it)"
    if open_to_all:
        words += OVER_PLAIN_HTTP.format(host=host)
    command = [sys.executable, "-m", "granian", *SERVER, "--host", host, "--port", str(port), SITE]
    return attend(command, (host, port), words)


def shown(host: str) -> str:
    """Write the host as a person types it into a browser on this machine."""
    if host in (*LOCAL, *EVERYWHERE):
        return "localhost"
    return f"[{host}]" if ":" in host else host


if __name__ == "__main__":
    sys.exit(main())
