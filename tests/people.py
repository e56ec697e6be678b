"""A woman at 26 weeks + 3 days on 4 May 2026, as the pages meet her."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client

from accounts.models import User
from safety import content, recording
from safety.dating import Basis, Dated
from safety.facts import Known, known
from safety.history import Coverage
from safety.models import Pregnancy, Screening
from safety.questionnaire import NO
from safety.triage import decide
from tests.harmless import HARMLESS

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
AT_26_WEEKS_3_DAYS = date(2026, 8, 7)


@dataclass
class Woman:
    """One person, her browser and what she does."""

    client: Client
    person: User
    pregnancy: Pregnancy

    def known(self, now: datetime = NOW) -> Known:
        found = known(self.person, now)
        assert found is not None
        return found

    def clean_answers(self, **changes: str) -> dict[str, str]:
        """No to everything she is asked, with the changes given."""
        facts, answers = self.known().facts, dict[str, str]()
        questionnaire = content.questionnaire()
        for _ in range(3):  # a follow-up may ask a follow-up
            for asked in questionnaire.pages_for(facts, answers | changes):
                for q in asked.questions:
                    clear = NO if q.ticked else HARMLESS[q.id]
                    answers[q.id] = changes.get(q.id, clear)
        return answers

    def screened(
        self, now: datetime = NOW, coverage: Coverage = Coverage.FULL, **changes: str
    ) -> Screening:
        """Store a screening as if she had answered it."""
        answers = self.clean_answers(**changes)
        facts = self.known().facts
        only = content.questionnaire().urgent() if coverage is Coverage.URGENT else None
        if only is not None:  # the short check asks no more, so no more is stored
            answers = {id_: answer for id_, answer in answers.items() if id_ in only}
        decision = decide(content.questionnaire(), facts, answers, only)
        return recording.finish_screening(
            person=self.person,
            pregnancy=self.pregnancy,
            coverage=coverage,
            answers=answers,
            decision=decision,
            now=now,
        )

    def post_seen(self, path: str, data: dict[str, Any] | None = None) -> Any:
        """Send a form about her closed gate as it was shown a moment ago."""
        return self.post(path, {"about": self.known().about, **(data or {})})

    def post(self, path: str, data: dict[str, Any] | None = None) -> Any:
        return self.client.post(path, data or {})


def new_woman(client: Client) -> Woman:
    """A guest with dates, signed in at ``client``, who has answered nothing yet."""
    person = User.objects.create_guest(seen_on=NOW.date(), time_zone="UTC")
    client.force_login(person)
    pregnancy = recording.set_dates(
        person=person,
        dated=Dated(Basis.DUE_DATE, AT_26_WEEKS_3_DAYS),
        now=NOW - timedelta(days=30),
    )
    return Woman(client, person, pregnancy)
