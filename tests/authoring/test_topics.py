"""The map of the course: what it reads of lectures and parts, and that nothing is lacking in it."""

import csv
import json
import re
from pathlib import Path

import pytest

from autograder import lab
from autograder.assignments import assignments, load_assignment
from autograder.authoring import topics
from autograder.authoring.source import BuildError, read_cells

LECTURE = """\
# %% [markdown]
# # Toys

# %% [markdown] tags=["topic:a-toy"]
# ## What is a toy?

# %%
explore.Sizes(n=7)

# %% [markdown]
# ### Of wood

# %%
plot.bars({"a": 1}, "toys")

# %% [markdown]
# ## Something else

# %%
explore.Cost()
"""


@pytest.fixture
def course(tmp_path):
    """A course with one topic, in one lecture."""

    def write(lecture=LECTURE, wants="lecture figure explorer", number="04", parts=""):
        folder = tmp_path / "lectures"
        folder.mkdir(exist_ok=True)
        (folder / "04_toys.py").write_text(lecture)
        row = f"a-toy,A toy,{number},{wants},{parts}\n"
        (folder / topics.FILE).write_text("topic,title,lecture,wants,parts\n" + row)
        return tmp_path

    return write


def test_a_section_goes_on_to_the_next_heading_of_its_level(course):
    assert topics.sections(course()) == [
        topics.Section("a-toy", "04_toys", "a-toy", "What is a toy?", ("Sizes",), has_figure=True)
    ]


def test_a_section_is_found_at_its_heading(course):
    (section,) = topics.sections(course())
    assert section.address == "lectures/04_toys.ipynb#What-is-a-toy?"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"lecture": LECTURE.replace("topic:a-toy", "topic:toys")}, "names no topic"),
        ({"lecture": LECTURE.replace("## What is a toy?", "What is a toy?")}, "stands where no heading is"),
        ({"wants": "lecture song"}, "a-toy wants 'song'; expected some of lecture, figure"),
    ],
)
def test_what_is_not_known_is_an_error(course, changed, said):
    with pytest.raises(BuildError, match=said):
        topics.sections(course(**changed))


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({}, []),
        ({"lecture": LECTURE.replace(' tags=["topic:a-toy"]', "")}, ["a-toy has no section"]),
        ({"lecture": LECTURE.replace("explore.Sizes", "show")}, ["a-toy has no explorer"]),
        ({"lecture": LECTURE.replace("plot.bars", "plot.table")}, ["a-toy has no figure"]),
        ({"number": "03"}, ["a-toy belongs to lecture 03 and is in 04_toys"]),
        ({"wants": "exercise", "parts": "a1.toys"}, ["a-toy has no exercise"]),
        ({"wants": "exercise", "parts": "a1.fits"}, []),
        ({"wants": "exercise", "parts": "a99.toys"}, []),  # of an assignment that is not written yet
    ],
)
def test_what_a_topic_lacks_is_told(course, changed, lacks):
    assert topics.lacking(course(**changed)) == lacks


def test_a_topic_whose_lecture_is_not_written_lacks_nothing(course):
    root = course(number="05", lecture=LECTURE.replace(' tags=["topic:a-toy"]', ""))
    assert topics.lacking(root) == []
    assert "| A toy | lecture 5, not written yet |  |  |" in topics.page(root)


def test_the_courses_map_lacks_nothing(root):
    assert topics.lacking(root) == []
    written = {path.name[:2] for path in (root / "lectures").glob("[0-9]*.py")}
    assert written >= {"01", "02", "03", "04", "05"}


def test_every_part_is_on_the_map(root):
    practised = {id for topic in topics.topics(root) for id in topic.parts}
    assert {id for name in assignments() for id in load_assignment(name).part_ids} <= practised


def test_every_part_has_a_lecture_that_explains_it(root):
    """All but those of lectures that are not written yet."""
    places = {id: [s.place for s in sections] for id, sections in topics.explained(root).items()}
    assert places["a2.zero_pad"] == ['lecture 4, "What happens at the border?"']
    written = {path.name[:2] for path in (root / "lectures").glob("[0-9]*.py")}
    assert {id for t in topics.topics(root) if t.lecture in written for id in t.parts} == places.keys()


def test_a_course_without_lectures_explains_nothing(tmp_path):
    assert topics.explained(tmp_path) == {}


def test_every_link_of_the_map_leads_to_a_heading(root):
    addresses = re.findall(r"\]\(\.\./(\S+)\)", topics.page(root))
    assert len(addresses) > 60
    for address in addresses:
        notebook, _, fragment = address.partition("#")
        assert (root / notebook).is_file()
        source = Path(notebook).with_suffix(".py")
        cells = read_cells(root / (source if (root / source).is_file() else source.parent))
        headings = [h for cell in cells for _, h in topics.HEADING.findall(cell.text)]
        assert fragment in map(topics.anchor, headings), address


# In a student's copies


@pytest.fixture(scope="module")
def work(root, tmp_path_factory) -> Path:
    """The folder of a student who has begun."""
    course = tmp_path_factory.mktemp("course")
    for folder in ("assignments", "lectures"):
        (course / folder).symlink_to(root / folder)
    return lab.copy_missing(course).parent


def texts(notebook: Path) -> dict[str, str]:
    """The text cells by their ids."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}


@pytest.mark.parametrize("name", assignments())
def test_an_exercise_leads_to_each_section_that_explains_it(root, work, name):
    text = "\n".join(texts(work / f"{name}.ipynb").values())
    explained = topics.explained(root)
    for id in load_assignment(name).part_ids:
        (about,) = re.findall(rf"^\*{re.escape(id)}: [^*]*\*(.*)$", text, re.MULTILINE)
        links = re.findall(r"\[([^\]]+)\]\(([^)#]+)#cell-id=([^)]+)\)", about)
        assert [place for place, _, _ in links] == [section.place for section in explained.get(id, [])]
        for place, notebook, cell in links:
            heading = place.partition('"')[2].rstrip('"')
            assert heading in topics.HEADING.search(texts(work / notebook)[cell])[2]


def test_every_link_between_copies_leads_to_one(work):
    for notebook in work.glob("*.ipynb"):
        for text in texts(notebook).values():
            for address in re.findall(r"\]\((?!\w+:)(\S+?)\)", text):
                assert (work / address.partition("#")[0]).is_file(), address


def test_the_topics_are_those_of_twelve_lectures(root):
    rows = list(csv.DictReader((root / "lectures" / topics.FILE).open(encoding="utf-8")))
    assert len({row["topic"] for row in rows}) == len(rows)
    assert {row["lecture"] for row in rows} == {f"{number:02}" for number in range(1, 13)}
