"""Students who try for points without the work, or who damage others, and what that does elsewhere.

Those here are of nearly every kind. `tests/hostile/attackers.py` has all that are known.

`on_stock` in the table is what each does to a class graded by stock nbgrader with its default lists:
`tests/hostile/test_hostile.py` runs that class and compares. Except for what the attack itself replaces, each
of them has done the same little honest work in a2, so that any point more is forged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from autograder.part import Part
from autograder.sample import attacks
from autograder.sample.honest import functions
from autograder.sample.student import Answer, Student, not_written

A1, A2 = "a1_shapes", "a2_convolution"
WRITTEN: dict[str, Answer] = {"zero_pad": (), "conv2d_naive": ("stride_ignored",)}
NOTHING: dict[str, Answer] = dict.fromkeys(functions(A2))

METADATA = "metadata and structure"
OUTPUTS = "forged outputs"
PATCHES = "patches of numpy, builtins, IPython"
VALUES = "dishonest values"
STASHES = "stashes for a later part"
READING = "reading answers and others' work"
TELLING = "hidden inputs into feedback"
WRITING = "writing anywhere"
NETWORK = "network"
PROCESSES = "processes"
MEMORY = "memory"
DISK = "disk"
FLOODS = "floods"
LOOPS = "infinite loops"
SLEEPS = "uninterruptible sleeps"
CRASHES = "crashes"
EXITS = "exits"
SIGNALS = "signals to others"
ENCODINGS = "broken encodings"
MARKUP = "markup in what is shown"
WIRE = "protocol abuse"
KINDS = (
    METADATA, OUTPUTS, PATCHES, VALUES, STASHES, READING, TELLING, WRITING, NETWORK, PROCESSES, MEMORY,
    DISK, FLOODS, LOOPS, SLEEPS, CRASHES, EXITS, SIGNALS, ENCODINGS, MARKUP, WIRE,
)  # fmt: skip


@dataclass(frozen=True)
class Hostile(Student):
    """A hostile student.

    kind: the class of the attack, one of KINDS.
    target: the assignment in which they are hostile.
    hands_in: a2 and the target alone, since more to grade of them would show nothing more.
    on_stock: what they do to a class graded by stock nbgrader: "forges" points; "hurts" others, whose
        results come out wrong; "stops" the run, so that those after them have no result; or is
        "harmless".
    worthless: functions that earn nothing though they are answered by known code.
    as_good_as: functions that earn what these other answers would.
    """

    kind: str = ""
    target: str = A2
    on_stock: str = ""
    worthless: tuple[str, ...] = ()
    as_good_as: Mapping[str, Answer] = field(default_factory=dict)

    def _callable(self, part: Part, function: str) -> Callable:
        if function in self.worthless:
            return not_written
        if function in self.as_good_as:
            return Student(self.id, self.what, answers=self.as_good_as)._callable(part, function)
        return super()._callable(part, function)


def hostile(
    kind: str,
    id: str,
    what: str,
    on_stock: str,
    *,
    cell: str | None = None,
    spoil: Callable[[dict], None] | None = None,
    beside: Mapping[str, str] | None = None,
    target: str = A2,
    worthless: tuple[str, ...] = (),
    as_good_as: Mapping[str, Answer] | None = None,
    **functions: str | tuple[str, ...],
) -> Hostile:
    """A student who has begun a2, and is hostile in one way.

    cell: a cell of their own; spoil: what is done to the notebook; beside: files handed in with it;
    functions: what stands in place of some.
    """
    given = {name: how.strip() if isinstance(how, str) else how for name, how in functions.items()}
    change = attacks.cell(cell) if cell else spoil
    return Hostile(
        id,
        what,
        answers=NOTHING | WRITTEN | given,
        spoil={target: change} if change else {},
        beside={target: beside} if beside else {},
        kind=kind,
        target=target,
        hands_in=tuple(sorted({target, A2})),
        on_stock=on_stock,
        worthless=worthless,
        as_good_as=as_good_as or {},
    )


HOSTILE = (
    hostile(
        METADATA, "skips-checks", "Tags the checks so that they are not run.", "forges",
        spoil=attacks.skip_checks,
    ),
    hostile(
        METADATA, "doubles-grade-id", "Pastes copies of a check.", "stops",
        spoil=attacks.double_grade_id,
    ),
    hostile(
        OUTPUTS, "forges-outputs", "Saves outputs that claim full points.", "harmless",
        spoil=attacks.forge_outputs,
    ),
    hostile(
        PATCHES, "patches-comparison", "Makes every answer right.", "forges",
        cell=attacks.PATCH_COMPARISON,
    ),
    hostile(
        VALUES, "lies-about-equality", "Returns arrays equal to anything.", "harmless",
        conv2d_forward=attacks.LYING_ARRAY,
    ),
    hostile(
        STASHES, "stashes-library", "Loads the library past what hides it.", "forges",
        cell=attacks.STASH_LIBRARY, conv2d_forward=attacks.USE_STASH,
    ),
    hostile(
        READING, "reads-frames", "Looks for the right answer in the callers.", "forges",
        conv2d_forward=attacks.READ_FRAMES,
    ),
    hostile(
        READING, "copies-classmate", "Runs a classmate's notebook.", "forges",
        conv2d_forward=attacks.COPY_FROM.format(where="submitted/right-*/a2_convolution"),
    ),
    hostile(
        WRITING, "writes-gradebook", "Sets everybody's points to 0.", "hurts",
        cell=attacks.WRITE_GRADEBOOK,
    ),
    hostile(
        LOOPS, "loops-forever", "Never returns, and cannot be interrupted.", "harmless",
        conv2d_forward=attacks.LOOP_FOREVER,
    ),
    hostile(SIGNALS, "kills-parent", "Ends the process that grades.", "stops", cell=attacks.KILL_PARENT),
    hostile(MARKUP, "prints-markup", "Prints a script.", "harmless", conv2d_forward=attacks.PRINT_MARKUP),
)  # fmt: skip
