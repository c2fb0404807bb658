"""Students who try for points without the work, or who damage others, and what that does elsewhere.

`on_stock` in the table is what each does to a class graded by stock nbgrader with its default lists:
`tests/test_hostile.py` runs that class and compares. Except for what the attack itself replaces, each
of them has done the same honest half of a2, so that any point more is forged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograder.sample import attacks
from autograder.sample.student import Answer, Student

A2 = "a2_convolution"
HALF: dict[str, Answer] = {"conv2d_naive": ("stride_ignored",), "conv2d_forward": None}


def hostile(
    id: str,
    what: str,
    on_stock: str,
    *,
    added: str | None = None,
    spoil: Callable[[dict], None] | None = None,
    beside: Mapping[str, str] | None = None,
    forward: str | None = None,
    probe: str | None = None,
) -> Student:
    """A student whose a2 is half done, and hostile in one way.

    added: a cell of their own; spoil: what is done to the notebook of a2; beside: files handed in with
    it; forward, probe: in place of conv2d_forward or probe_receptive_field.
    """
    given = {"conv2d_forward": forward, "probe_receptive_field": probe}
    answers = HALF | {name: text.strip() for name, text in given.items() if text}
    change = attacks.cell(added) if added else spoil
    return Student(
        id,
        what,
        answers=answers,
        spoil={A2: change} if change else {},
        beside={A2: beside} if beside else {},
        on_stock=on_stock,
    )


HOSTILE = (
    hostile("skips-checks", "Tags the checks so that they are not run.", "forges", spoil=attacks.skip_checks),
    hostile("rewrites-cells", "Takes the checks out as they are typed in.", "forges", added=attacks.REWRITE_CELLS),
    hostile("replaces-check", "Defines a check that does nothing.", "forges", added=attacks.REPLACE_CHECK),
    hostile("patches-report", "Makes reports say full points.", "forges", added=attacks.PATCH_REPORT),
    hostile("patches-comparison", "Makes every answer right.", "forges", added=attacks.PATCH_COMPARISON),
    hostile("module-beside", "Hands in their own autograder.", "forges", beside=attacks.OWN_AUTOGRADER),
    hostile("takes-reference", "Uses the checks' own right answer.", "forges", forward=attacks.TAKE_REFERENCE),
    hostile("imports-library", "Imports the layer that was to be written.", "forges", forward=attacks.IMPORT_LIBRARY),
    hostile("reads-frames", "Looks for the right answer in the callers.", "forges", forward=attacks.READ_FRAMES),
    hostile("reads-memory", "Looks for the right answer in memory.", "forges", forward=attacks.READ_MEMORY),
    hostile("shows-number", "Shows a number where points are read.", "forges", forward=attacks.SHOW_NUMBER),
    hostile("reads-callback", "Asks the probed network for its answer.", "forges", probe=attacks.READ_CALLBACK),
    hostile(
        "copies-solution", "Runs the instructor's notebook.", "forges",
        forward=attacks.COPY_FROM.format(where="so*/a2_convolution"),
    ),
    hostile(
        "copies-classmate", "Runs a classmate's notebook.", "forges",
        forward=attacks.COPY_FROM.format(where="submitted/right-*/a2_convolution"),
    ),
    hostile("writes-gradebook", "Sets everybody's points to 0.", "hurts", added=attacks.WRITE_GRADEBOOK),
    hostile("spoils-classmates", "Writes into the others' notebooks.", "hurts", added=attacks.SPOIL_CLASSMATES),
    hostile("leaves-startup-file", "Leaves a file that runs for others.", "hurts", added=attacks.LEAVE_STARTUP_FILE),
    hostile("kills-parent", "Ends the process that grades.", "hurts", added=attacks.KILL_PARENT),
    hostile("doubles-grade-id", "Pastes copies of a check.", "hurts", spoil=attacks.double_grade_id),
    hostile("edits-schema", "Claims a newer format of nbgrader's.", "hurts", spoil=attacks.newer_schema),
    hostile("forges-outputs", "Saves outputs that claim full points.", "harmless", spoil=attacks.forge_outputs),
    hostile("lies-about-equality", "Returns arrays equal to anything.", "harmless", forward=attacks.LYING_ARRAY),
    hostile("ends-process", "Leaves in the middle, with a last word.", "harmless", added=attacks.END_PROCESS),
    hostile("loops-forever", "Never returns, and cannot be interrupted.", "not tried", forward=attacks.LOOP_FOREVER),
    hostile("forks", "Starts processes as fast as it can.", "not tried", added=attacks.FORK_STORM),
    hostile("eats-memory", "Asks for memory until there is none.", "not tried", forward=attacks.EAT_MEMORY),
    hostile("floods-output", "Prints 400 MB.", "not tried", added=attacks.FLOOD),
)  # fmt: skip
