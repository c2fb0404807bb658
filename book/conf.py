"""The site: Sphinx over the pages of this folder, the lectures and the solved assignments, run as it builds them.

    make book

The sources are read where they lie, so that a relative link means the same here, in JupyterLab and on the site.
Nothing on the site is requested from another host, and all of it works when it is opened as files.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from autograder.authoring import site, topics  # noqa: E402
from cnnlib.guess import TELLS  # noqa: E402

os.environ[TELLS] = "1"  # to the kernels that run the notebooks: their reader cannot write a guess

project = "Convolutional neural networks"
html_title = project
author = "the course's authors"
language = "en"
copyright = "texts and figures CC BY 4.0, code BSD 3-Clause"

root_doc = "book/index"
include_patterns = ["README.md", "CONTRIBUTING.md", "book/*.md", "lectures/*.ipynb", "solutions/*/*.ipynb"]
extensions = ["myst_nb"]

myst_enable_extensions = ["dollarmath", "amsmath", "substitution"]
myst_heading_anchors = 3
myst_heading_slug_func = "autograder.authoring.topics.anchor"
myst_substitutions = {"map": topics.page(ROOT), "contents": site.contents(ROOT)}

nb_execution_mode = "cache"
nb_execution_cache_path = str(ROOT / "build/book/executed" / site.digest(ROOT))
nb_execution_timeout = 300  # seconds a cell
nb_execution_raise_on_error = True
nb_mime_priority_overrides = [("html", "text/html", 0)]  # an explorer in place of its widget
nb_ipywidgets_js = {}  # they would come from another host
nb_merge_streams = True
nb_code_prompt_show = "Show the solution"
nb_code_prompt_hide = "Hide the solution"

html_theme = "sphinx_book_theme"
html_extra_path = ["root"]  # the address without a page's name
html_context = {"default_mode": "auto"}  # dark or light, as the reader's system is
html_css_files = ["site.css"]
html_static_path = ["static", str(Path(find_spec("sphinx-mathjax-offline").origin).parent / "static")]
html_theme_options = {
    "show_toc_level": 2,
    "use_download_button": False,  # for there are no sources beside the pages
    "home_page_in_toc": True,
    "navbar_persistent": [],  # a second field for searching
}
html_show_sourcelink = False
html_copy_source = False
mathjax_path = "mathjax/tex-chtml.js"


def fold(app, name, source):
    """Sphinx's event when it has read a source, which is a list of one text."""
    if name.startswith(("lectures/", "solutions/")):
        source[0] = site.folded(source[0])
    if name.startswith("solutions/"):
        source[0] = site.with_links_of_the_site(source[0], topics.sections(ROOT))


def lighten(app, name, template, context, doctree):
    """Sphinx's event before it writes a page."""
    if "body" in context:
        address = context["pathto"]("_images", resource=True)
        context["body"] = site.lightened(context["body"], app.outdir / "_images", address)


def setup(app):
    app.connect("source-read", fold)
    app.connect("html-page-context", lighten)
