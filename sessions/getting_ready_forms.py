"""What she answers when she gets ready. Refuses an answer there is not, and two to one question.

Nothing must be answered. Only what she was asked is read.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from exercises.getting_ready import AskedQuestion

LATER = "later"
CHOOSE_ONE = "Choose one of the answers, or none."


class GettingReadyForm(forms.Form):
    def __init__(
        self, data: QueryDict | None, asked: Sequence[AskedQuestion], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.posted = QueryDict() if data is None else data
        self.asked = asked
        for question in asked:
            self.fields[question.tells] = forms.ChoiceField(
                label=question.label,
                choices=[(choice.id, choice.label) for choice in question.choices],
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": CHOOSE_ONE},
            )

    def clean(self) -> dict[str, Any]:
        for question in self.asked:
            if len(set(self.posted.getlist(question.tells))) > 1:
                self.add_error(question.tells, ValidationError(CHOOSE_ONE))
        return self.cleaned_data

    @property
    def later(self) -> bool:
        """Whether she would rather be asked another time: then nothing else counts."""
        return self.posted.get("answer") == LATER

    @property
    def answers(self) -> dict[str, str]:
        return {question.tells: self.cleaned_data[question.tells] for question in self.asked}

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give each question as its row of the page shows it."""
        for question in self.asked:
            field = self[question.tells]
            yield {
                "name": question.tells,
                "label": question.label,
                "detail": question.detail,
                "choices": [(choice.id, choice.label) for choice in question.choices],
                "value": field.value() or "",
                "error": field.errors[0] if field.errors else "",
            }
