"""A woman who may exercise, and a session of hers."""

import pytest

from tests.people import Woman
from tests.sessions.practised import Practised, answered, begin


@pytest.fixture
def ready(her: Woman, catalogue_rows: None) -> Woman:
    """She has answered everything, and nothing stands in the way. That was yesterday."""
    return answered(her)


@pytest.fixture
def session(ready: Woman) -> Practised:
    """She has begun ten minutes with a pain of 4, and done nothing yet."""
    return begin(ready)
