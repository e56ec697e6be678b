"""Getting ready: what she is used to and what she has around her, asked once and changed at will.

Decides when she is sent here: on her way to her first session, with everything open and
nothing more urgent to say, and never while her back hurts now or is to have relief only. Being
asked opens nothing and closes nothing; asking later keeps what is careful.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts.guests import person_required
from config.http import HttpRequest, page, see_other
from exercises.circumstances import written
from exercises.getting_ready import asked_of, asked_page
from exercises.models import CircumstancesTold
from exercises.telling import circumstances, row_of, tell
from safety.facts import Known, known
from safety.standing import Status
from safety.vocabulary import Gate
from sessions.forms import Wish
from sessions.getting_ready_forms import GettingReadyForm
from sessions.past import Past

# What she is to do now, before any question about her room.
URGENT: Final = (Status.WAITING, Status.HARM)


@require_http_methods(["GET", "POST"])
@person_required
def getting_ready(request: HttpRequest) -> HttpResponseBase:
    found = known(request.person, request.now)
    if found is None:
        return see_other("sessions:today")
    if found.standing.status in URGENT:
        return see_other("safety:standing")
    row, asked = row_of(request.person), asked_of(found.facts)
    if request.method == "GET":
        form = GettingReadyForm(None, asked, initial=written(circumstances(row)))
        return _page(request, found, row, form)
    form = GettingReadyForm(request.POST, asked)
    if not form.later and not form.is_valid():
        return _page(request, found, row, form, status=422)
    tell(person=request.person, answers={} if form.later else form.answers, now=request.now)
    return see_other("sessions:today")


def is_first(
    found: Known, row: CircumstancesTold | None, before: Past, wish: Wish, shown: Mapping[str, Any]
) -> bool:
    """Say whether she is asked now, before her plan; ``shown`` is what Today has to say."""
    return (
        row is None
        and before.last is None
        and before.under_way is None
        and found.standing.gate is Gate.OPEN
        and not (wish.relief or found.standing.relief_only or found.standing.relief_for_pain)
        and not any(shown.get(key) for key in ("card", "advice", "asked", "long_past_due"))
    )


def _page(
    request: HttpRequest,
    found: Known,
    row: CircumstancesTold | None,
    form: GettingReadyForm,
    status: int = 200,
) -> HttpResponseBase:
    context = {
        "asked": asked_page(),
        "form": form,
        "rows": list(form.rows()),
        "told_before": row is not None,
        "her_state": found.told.value,  # known here, so the footer need not ask
    }
    return page(request, "sessions/getting_ready.html", context, status=status)
