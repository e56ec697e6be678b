"""The warning signs as a public, printable page, in order of urgency."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from accounts.models import User
from config.http import HttpRequest, page
from safety.content import safety_content
from safety.facts import Told, told_by
from safety.signs import Sign, signs_for
from safety.vocabulary import Facts, Gate, Outcome


@require_GET
def warning_signs(request: HttpRequest) -> HttpResponse:
    """List every sign with what to do this second and what each answer comes to.

    To a woman who has given birth or is no longer pregnant, only those that still concern her.
    """
    signs = _concerning(request)
    levels = [
        ("emergency", "Call for an ambulance", Outcome.EMERGENCY),
        ("today", "Phone your maternity unit", Outcome.TODAY),
        ("good", "Stop for now", Outcome.CLEAR),
    ]
    groups = [
        (
            slug,
            title,
            [
                (sign, [a for a in sign.answers if _level(a.outcome) is level])
                for sign in signs
                if any(_level(a.outcome) is level for a in sign.answers)
            ],
        )
        for slug, title, level in levels
    ]
    return page(request, "safety/warning_signs.html", {"groups": groups})


def _concerning(request: HttpRequest) -> tuple[Sign, ...]:
    signs = safety_content().signs
    told = told_by(request.user) if isinstance(request.user, User) else Told.NOTHING
    if told in (Told.NOTHING, Told.PREGNANT):
        return signs
    return signs_for(signs, Facts(gate=Gate.SHUT, days_after_birth=0))


def _level(outcome: Outcome) -> Outcome:
    return outcome if outcome >= Outcome.TODAY else Outcome.CLEAR
