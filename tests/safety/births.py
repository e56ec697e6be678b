"""A birth as she tells it, and the pages about it."""

from datetime import date, timedelta

from tests.people import NOW, Woman

AFTER_BIRTH, BIRTH, NO_LONGER = (
    "/safety/after-birth/",
    "/safety/birth/",
    "/safety/no-longer-pregnant/",
)
TAKE_BACK = "/safety/still-pregnant/"
TODAY = NOW.date()
LATER = NOW + timedelta(minutes=1)


def told(born: date = TODAY, **changes: str) -> dict[str, str]:
    day = {"born_0": str(born.day), "born_1": str(born.month), "born_2": str(born.year)}
    return day | {"delivery": "vaginal", "epidural": "no", "deep_tear": "no"} | changes


def gives_birth(her: Woman, born: date = TODAY, **changes: str) -> None:
    her.screened()
    response = her.post(BIRTH, told(born, **changes))
    assert response.status_code == 303
    her.pregnancy.refresh_from_db()


def body(her: Woman, address: str) -> str:
    return str(her.client.get(address).content.decode())
