"""What every picture needs before it is written."""

from __future__ import annotations

from typing import Any


def settle(figure: Any) -> None:
    """Lay *figure* out once, its axes at rounded places.

    The solver of layouts gives places whose last bits differ from one time to the next, and the ids of clip paths are
    made of them.
    """
    figure.draw_without_rendering()
    places = [[round(float(it), 4) for it in axis.get_position().bounds] for axis in figure.axes]
    figure.set_layout_engine("none")
    for axis, place in zip(figure.axes, places, strict=True):
        axis.set_position(place)
