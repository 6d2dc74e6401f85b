"""The whole: pictures of all areas on one day, compared with one another."""

from lagesbild_rules.picture._model import Decision, Ladder, Picture, PictureArea, Publication, Rung

__all__ = ["Decision", "Ladder", "Picture", "PictureArea", "Publication", "Rung"]
