"""The warning signs as a public, printable page, in order of urgency."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from config.http import HttpRequest, page
from safety.content import safety_content
from safety.vocabulary import Outcome


@require_GET
def warning_signs(request: HttpRequest) -> HttpResponse:
    """List every sign with what to do this second and what each answer comes to."""
    signs = safety_content().signs
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


def _level(outcome: Outcome) -> Outcome:
    return outcome if outcome >= Outcome.TODAY else Outcome.CLEAR
