"""Law 7: every key in .env.example is read, and every key that is read is there."""

from bin.environment import example
from config.settings import env

# Where the server listens is read by bin/serve.py: the site itself need not know.
THE_SERVERS = {"HOST", "PORT"}


def test_the_example_names_what_is_read_and_nothing_else() -> None:
    assert example().keys() == env.dump().keys() | THE_SERVERS


def test_the_example_gives_no_secret_away() -> None:
    assert example()["SECRET_KEY"] == ""
