"""Every page outside a session, and what a woman must have told for it to be there.

One list for all that is true of every page: axe finds nothing on it, and its HTML is valid.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from accounts.models import User
from exercises.circumstances import Experience
from exercises.content import catalogue
from exercises.sets import programmes
from exercises.telling import tell
from faq.content import articles
from safety import content
from safety.history import Coverage
from tests.people import NOW, Woman
from tests.safety.births import TODAY, gives_birth
from tests.sessions.advised import over
from tests.sessions.practised import answered, begin

# What she tells, and the pages that are then there.
Tell = Callable[[Woman], tuple[str, ...]]
SIT_BACK = "/exercises/kneeling_sit_back/"
CAT = "/exercises/pelvic_tilt_quadruped/"

PUBLIC = (
    "/",
    "/about/",
    "/privacy/",
    "/sources/",
    "/offline/",
    "/safety/warning-signs/",
    "/safety/screening/",
    "/safety/screening/dates/",
    "/safety/after-birth/",
    "/safety/no-longer-pregnant/",
    "/exercises/",
    "/exercises/?q=cat&position=all_fours",
    "/exercises/?q=nothing-of-that-name",
    "/exercises/sets/",
    "/exercises/sets/support/",
    "/exercises/sets/first_week/",
    f"/exercises/{next(iter(catalogue()))}/",
    "/exercises/bird_dog/?form=forearms",
    "/questions/",
    "/questions/?q=zebra",
    "/questions/?q=heat",
    "/questions/it-got-worse/",
    "/account/",
    "/leave/",
    "/staff/",
    "/no-such-page/",
)


def library_all() -> Iterator[str]:
    """Every exercise in every form, and every set."""
    for slug, each in catalogue().items():
        yield f"/exercises/{slug}/"
        forms = (form.slug for form in each.variants if not form.swap_to)
        yield from (f"/exercises/{slug}/?form={form}" for form in forms)
    yield from (f"/exercises/sets/{slug}/" for slug in programmes())


def clear(her: Woman) -> tuple[str, ...]:
    her.screened(NOW, Coverage.FULL)
    return (
        "/safety/",
        "/safety/dates/",
        "/safety/birth/",
        "/exercises/",
        "/exercises/?q=nothing-of-that-name",
        "/exercises/half_kneel_hip_flexor/",
        f"{SIT_BACK}?form=one_shin_crossed",
        "/exercises/sets/",
        "/exercises/sets/loosen/",
        "/exercises/sets/first_week/",
        "/questions/",
        "/today/getting-ready/",
        "/account/",
        "/account/erase/",
    )


def adapted(her: Woman) -> tuple[str, ...]:
    her.screened(NOW, Coverage.FULL, pgp="yes", knee_pain="yes")
    tell(person=her.person, answers={"experience": Experience.NEW}, now=NOW)
    return (
        "/safety/",
        "/exercises/",
        CAT,
        f"{CAT}?form=standard",
        SIT_BACK,
        "/exercises/half_kneel_hip_flexor/",
        "/exercises/sets/six/",
        "/today/",
        "/today/?only=counter_lean",
        "/sessions/check-in/?only=counter_lean",
    )


def ask_first(her: Woman) -> tuple[str, ...]:
    her.screened(NOW, Coverage.FULL, R4="low_lying", R13="yes")
    return (
        "/safety/",
        "/safety/clearance/",
        "/safety/clearance/sheet/",
        "/exercises/",
        CAT,
        "/exercises/sets/loosen/",
        "/today/",
    )


def today(her: Woman) -> tuple[str, ...]:
    her.screened(NOW, Coverage.FULL, U7="yes")
    pages = ("/safety/", "/safety/contact/", "/safety/unit/", "/exercises/", CAT, "/today/")
    return (*pages, "/exercises/sets/loosen/")


def emergency(her: Woman) -> tuple[str, ...]:
    her.screened(NOW, Coverage.FULL, E1="yes")
    return ("/safety/",)


def harm(her: Woman) -> tuple[str, ...]:
    her.screened(NOW, Coverage.FULL, E10="yes")
    return ("/safety/",)


def the_day_after_harm(her: Woman) -> tuple[str, ...]:
    her.screened(NOW - timedelta(days=1), Coverage.FULL, E10="yes")
    return ("/safety/", "/today/")


def low_placenta(her: Woman) -> tuple[str, ...]:
    scan = (NOW + timedelta(days=6)).date()
    her.screened(NOW, Coverage.FULL, **{"R4": "low_lying", "R4-scan": scan.isoformat()})
    return ("/safety/",)


def paused_for_pain(her: Woman) -> tuple[str, ...]:
    answered(her)
    over(her, 5, worst=7)
    over(her, 0.2, worst=7)
    return ("/today/", "/sessions/cleared/")


def practising(her: Woman) -> tuple[str, ...]:
    session = begin(answered(her))
    at = session.address
    return (
        at,
        f"{at}stop/",
        *(f"{at}stop/{sign}/" for sign in ("w1", "w2", "w5")),
        "/today/?minutes=10",
        "/sessions/check-in/",
        "/log/",
        "/progress/",
    )


def done(her: Woman) -> tuple[str, ...]:
    session = begin(answered(her))
    session.do_all()
    return (f"{session.address}after/", f"{session.address}summary/", "/log/", "/progress/")


def after_birth(her: Woman) -> tuple[str, ...]:
    her.pregnancy.due_date = TODAY - timedelta(days=9)
    her.pregnancy.save()
    gives_birth(her, TODAY - timedelta(days=9), epidural="yes")
    return ("/safety/", "/safety/after-birth/", "/safety/screening/", "/exercises/", "/today/")


def no_longer(her: Woman) -> tuple[str, ...]:
    her.screened(NOW, Coverage.FULL)
    her.post("/safety/no-longer-pregnant/")
    return ("/safety/no-longer-pregnant/", "/today/", "/account/")


def staff(her: Woman) -> tuple[str, ...]:
    host = User.objects.create_superuser(email="host@example.org", password="nine green kettles")
    her.client.force_login(host)
    return ("/staff/", "/staff/content/")


STATES: dict[str, Tell] = {
    each.__name__: each
    for each in (
        *(clear, adapted, ask_first, today, emergency, harm, the_day_after_harm, low_placenta),
        *(paused_for_pain, practising, done, after_birth, no_longer, staff),
    )
}


def articles_all() -> Iterator[str]:
    return (f"/questions/{slug}/" for slug in articles())


def question_pages(her: Woman) -> Iterator[str]:
    """Each page of the safety questions, once she has begun them."""
    her.post("/safety/screening/")
    asked = content.questionnaire().pages_for(her.known().facts, her.clean_answers())
    return (f"/safety/screening/{page.page.id}/" for page in asked)
