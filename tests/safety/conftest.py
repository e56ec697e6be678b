"""Women whose baby is born."""

from datetime import timedelta

import pytest

from tests.people import Woman
from tests.safety.births import TODAY, gives_birth


@pytest.fixture
def nine_days_after(her: Woman) -> Woman:
    her.pregnancy.due_date = TODAY - timedelta(days=9)
    her.pregnancy.save()
    gives_birth(her, TODAY - timedelta(days=9), epidural="yes")
    return her
