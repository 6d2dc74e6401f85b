"""How the pages are built: ``make docs``, strictly."""

from __future__ import annotations

import logging
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

from pygments.lexers.special import TextLexer
from sphinx.addnodes import toctree

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "lagesbild_rules"
author = "The lagesbild_rules maintainers"
version = release = version_of("lagesbild-rules")
language = "en"

# myst_nb reads the pages in markdown too, and runs the notebooks anew at every build.
extensions = ["myst_nb", "sphinx.ext.autodoc"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_execution_show_tb = True
# That a notebook is run is no news.
logging.getLogger("traitlets").setLevel(logging.WARNING)
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = f"lagesbild_rules {version}"
html_show_sphinx = False
html_copy_source = False

myst_heading_anchors = 3

autodoc_default_options = {"members": True, "show-inheritance": False}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
maximum_signature_line_length = 80


def without_errors(_app: Sphinx, env: BuildEnvironment) -> None:
    """Leave the pages of errors out of what stands beside every page: two hundred codes, which the index lists."""
    for it in list(env.tocs["reference/errors/index"].findall(toctree)):
        it.parent.remove(it)


def setup(app: Sphinx) -> None:
    """Show tables of facts as they are."""
    for name in ("csv", "jsonl"):
        app.add_lexer(name, TextLexer)
    app.connect("env-updated", without_errors)
