"""What a healthy woman answers where a question is not a row to tick. Knows no framework."""

HARMLESS = {
    **{"R4": "clear", "R4-scan": "not_known", "R21": "yes", "B1": "0", "B1-worst": "0"},
    **{"B2": "low_back", "B3": "days", "B4": "none", "B5": "lying", "B6": "none"},
}
