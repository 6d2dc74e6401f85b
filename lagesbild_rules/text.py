"""Text: the same words in Swedish and English."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")


@frozen
class Text:
    """The same words in one language or both; at least one is given."""

    sv: str | None = None
    en: str | None = None

    def in_(self, language: Language) -> str:
        """Return the words in *language*, or in the other one where they are missing."""
        wanted, other = (self.sv, self.en) if language == "sv" else (self.en, self.sv)
        return wanted or other or ""
