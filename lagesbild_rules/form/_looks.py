"""How cells look. What can be answered is told by headings and protection too, never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

_INK, _PALE, _PAPER, _LINE = "1F3864", "FFF8E1", "F3F5F9", "B8C0CC"


def add_looks(book: Workbook) -> None:
    """Give *book* a named style for every look of a cell."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    thin = Side("thin", color=_LINE)
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrapped, middle = Alignment(wrap_text=True, vertical="top"), Alignment(wrap_text=True, vertical="center")

    def font(**said: Any) -> Any:
        return Font(name="Calibri", **{"size": 11, **said})

    def fill(colour: str) -> Any:
        return PatternFill("solid", fgColor=colour)

    looks: dict[str, dict[str, Any]] = {
        "title": {"font": font(size=18, bold=True, color=_INK), "alignment": Alignment(vertical="center")},
        "heading": {"font": font(size=12, bold=True, color=_INK), "alignment": wrapped},
        "label": {"font": font(bold=True), "alignment": wrapped},
        "text": {"font": font(), "alignment": wrapped},
        "header": {"font": font(bold=True, color="FFFFFF"), "fill": fill(_INK), "border": box, "alignment": middle},
        "open_header": {
            "font": font(bold=True, color=_INK),
            "fill": fill("FFE08A"),
            "border": box,
            "alignment": middle,
        },
        "fixed": {"font": font(), "fill": fill(_PAPER), "border": box, "alignment": wrapped},
        "question": {"font": font(bold=True), "fill": fill(_PAPER), "border": box, "alignment": wrapped},
        "muted": {"font": font(color="44505E"), "fill": fill(_PAPER), "border": box, "alignment": wrapped},
    }
    for name in ("open_choice", "open_number", "open_text"):
        looks[name] = {"font": font(), "fill": fill(_PALE), "border": box, "alignment": wrapped}
    for name, said in looks.items():
        style = NamedStyle(name, **said)
        style.protection = Protection(locked=not name.startswith("open_") or name == "open_header")
        # Text stays text: a code as 0114, a note that begins with =. Numbers show every decimal they have.
        style.number_format = "@" if name in ("open_choice", "open_text") else "General"
        book.add_named_style(style)
