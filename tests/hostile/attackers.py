"""All hostile students: those of the sample class, and those that a demonstration does without.

`tests/test_docs.py` writes the table of them in `book/promises.md`.
"""

from __future__ import annotations

from collections.abc import Callable

import attacks_on_machine as machine
import attacks_on_notebook as notebook
import attacks_on_people as people
import attacks_on_points as points
import attacks_on_wire as wire

from autograder.sample import attacks
from autograder.sample.hostile import (
    A1,
    CRASHES,
    DISK,
    ENCODINGS,
    EXITS,
    FLOODS,
    HOSTILE,
    LOOPS,
    MARKUP,
    MEMORY,
    METADATA,
    NETWORK,
    OUTPUTS,
    PATCHES,
    PROCESSES,
    READING,
    SIGNALS,
    SLEEPS,
    STASHES,
    TELLING,
    VALUES,
    WIRE,
    WRITING,
    Hostile,
    hostile,
)  # fmt: skip


def note(function: str) -> Callable[[dict], None]:
    """Notes that a function, which is right, was asked: that happens where points are at stake."""
    return notebook.before(
        f"{function.replace('.', '-')}", machine.NOTE_IN_EARNEST.format(function=function.split(".")[1])
    )


def waiting(kind: str, id: str, what: str, on_stock: str, act: str) -> Hostile:
    """One who waits for ever in a part of a2, once: waits are what takes a test's time."""
    text = machine.IN_EARNEST.format(act=act)
    return hostile(kind, id, what, on_stock, spoil=note("a2.zero_pad"), conv2d_forward=text)


RIGHT_AT_HOME = notebook.all_of(
    note("a1.output_size"), notebook.before("a1-same_padding", people.RIGHT_AT_HOME)
)

ATTACKERS = (
    *HOSTILE,
    hostile(
        METADATA, "edits-schema", "Claims a newer format of nbgrader's.", "stops",
        spoil=notebook.newer_schema,
    ),
    hostile(
        METADATA, "claims-points", "Says that each check is worth 1000, and is an answer.", "harmless",
        spoil=notebook.claim_points,
    ),
    hostile(
        METADATA, "swaps-grade-ids", "Gives a right part the name of one worth more.", "harmless",
        spoil=notebook.swap_grade_ids,
    ),
    hostile(
        METADATA, "names-other-kernel", "Claims a notebook in another language.", "harmless",
        spoil=notebook.other_kernel,
    ),
    hostile(
        OUTPUTS, "shows-number", "Shows a number where points are read.", "forges",
        conv2d_forward=points.SHOW_NUMBER,
    ),
    hostile(OUTPUTS, "returns-nan", "Has checks return what is no number.", "forges", cell=points.RETURN_NAN),
    hostile(
        OUTPUTS, "sends-messages", "Sends a result of its own to the front end.", "forges",
        conv2d_forward=points.SEND_MESSAGES,
    ),
    hostile(
        PATCHES, "rewrites-cells", "Takes the checks out as they are typed in.", "forges",
        cell=points.REWRITE_CELLS,
    ),
    hostile(
        PATCHES, "replaces-check", "Defines a check that does nothing.", "forges",
        cell=points.REPLACE_CHECK,
    ),
    hostile(PATCHES, "patches-report", "Makes reports say full points.", "forges", cell=points.PATCH_REPORT),
    hostile(
        PATCHES, "module-beside", "Hands in their own autograder.", "forges",
        beside=points.OWN_AUTOGRADER,
    ),
    hostile(
        PATCHES, "patches-numpy", "Makes all differences 0.", "forges",
        spoil=notebook.before("a2-zero_pad", points.PATCH_NUMPY), conv2d_forward=points.RIGHT_SHAPE,
    ),
    hostile(
        PATCHES, "patches-builtins", "Makes sum() add up what could be earned.", "forges",
        cell=points.PATCH_BUILTINS,
    ),
    hostile(PATCHES, "patches-display", "Makes reports show as full points.", "forges", cell=points.PATCH_DISPLAY),
    hostile(
        VALUES, "masks-values", "Returns arrays with all values masked.", "harmless",
        conv2d_forward=points.MASKED_ARRAY,
    ),
    hostile(
        VALUES, "lies-about-number", "Returns a number equal to anything.", "harmless",
        target=A1, output_size=points.LYING_NUMBER,
    ),
    hostile(
        VALUES, "poses-as-array", "Returns an object that claims to be an array.", "harmless",
        conv2d_forward=points.POSING_OBJECT,
    ),
    hostile(
        VALUES, "lies-about-type", "Returns a tuple whose type has dishonest methods.", "harmless",
        conv2d_forward=points.LYING_TYPE,
    ),
    # What happens to a copy in their own process cannot be seen from outside: hiding a change is as good as
    # copying the input first, which is right.
    hostile(
        VALUES, "hides-changes", "Writes into its inputs, and hides it.", "harmless",
        target=A1, cell=points.HIDE_CHANGES, layer_table=("layers_taken_out",), as_good_as={"layer_table": ()},
    ),
    hostile(
        STASHES, "stashes-callback", "Keeps the function given to it, and asks it later.", "harmless",
        target=A1, probe_receptive_field=points.STASH_CALLBACK,
    ),
    hostile(
        STASHES, "outlives-its-part", "Leaves a process that takes the next part's request.", "harmless",
        spoil=notebook.before("a2-zero_pad", points.OUTLIVE_PART),
    ),
    hostile(
        STASHES, "keeps-inputs", "Notes the inputs of one part for another.", "harmless",
        spoil=notebook.before("a2-zero_pad", points.KEEP_INPUTS), conv2d_forward=points.TELL_INPUTS_KEPT,
    ),
    hostile(
        READING, "takes-reference", "Uses the checks' own right answer.", "forges",
        conv2d_forward=points.TAKE_REFERENCE,
    ),
    hostile(
        READING, "imports-library", "Imports the layer that was to be written.", "forges",
        conv2d_forward=points.IMPORT_LIBRARY,
    ),
    hostile(
        READING, "reads-memory", "Looks for the right answer in memory.", "forges",
        conv2d_forward=points.READ_MEMORY,
    ),
    hostile(
        READING, "reads-callback", "Asks the probed network for its answer.", "forges",
        target=A1, probe_receptive_field=points.READ_CALLBACK,
    ),
    hostile(
        READING, "copies-solution", "Runs the instructor's notebook.", "forges",
        conv2d_forward=attacks.COPY_FROM.format(where="so*/a2_convolution"),
    ),
    hostile(TELLING, "prints-inputs", "Prints what it is given.", "harmless", conv2d_forward=people.PRINT_INPUTS),
    hostile(
        TELLING, "raises-inputs", "Raises what it is given, as name and message.", "harmless",
        conv2d_forward=people.RAISE_INPUTS,
    ),
    hostile(
        TELLING, "leaves-times", "Tells its second run a number by the times of devices.", "harmless",
        conv2d_forward=people.LEAVE_TIMES,
    ),
    hostile(
        TELLING, "right-at-home", "Is right on public inputs alone, to be shown another.", "harmless",
        target=A1, spoil=RIGHT_AT_HOME, worthless=("same_padding",),
    ),
    hostile(
        WRITING, "spoils-classmates", "Writes into the others' notebooks.", "hurts",
        cell=people.SPOIL_CLASSMATES,
    ),
    hostile(
        WRITING, "leaves-startup-file", "Leaves a file that runs for others.", "hurts",
        cell=people.LEAVE_STARTUP_FILE,
    ),
    hostile(
        WRITING, "writes-everywhere", "Writes, links and renames wherever it can.", "harmless",
        cell=people.WRITE_EVERYWHERE,
    ),
    hostile(NETWORK, "connects-out", "Sends its inputs away.", "harmless", conv2d_forward=people.CONNECT_OUT),
    hostile(
        NETWORK, "asks-names", "Asks for a name, and hears an answer.", "harmless",
        conv2d_forward=people.ASK_NAMES,
    ),
    hostile(
        NETWORK, "meets-neighbour-1", "Waits for an accomplice who is graded beside it.", "harmless",
        conv2d_forward=people.MEET_NEIGHBOUR,
    ),
    hostile(
        NETWORK, "meets-neighbour-2", "Is the accomplice.", "harmless",
        conv2d_forward=people.MEET_NEIGHBOUR,
    ),
    hostile(PROCESSES, "forks", "Starts processes as fast as it can.", "harmless", cell=machine.FORK_STORM),
    hostile(
        PROCESSES, "outlives-kernel", "Leaves a process that waits for its kernel's end.", "hurts",
        cell=machine.OUTLIVE_KERNEL,
    ),
    hostile(
        PROCESSES, "spins-in-threads", "Leaves threads that compute for ever.", "harmless",
        cell=machine.SPIN_IN_THREAD,
    ),
    hostile(
        PROCESSES, "hogs-processors", "Computes in many sessions at once.", "harmless",
        conv2d_forward=machine.HOG_PROCESSORS,
    ),
    hostile(
        MEMORY, "eats-memory", "Asks for memory until there is none.", "harmless",
        conv2d_forward=machine.EAT_MEMORY,
    ),
    hostile(
        MEMORY, "eats-memory-together", "Has many processes ask for memory.", "harmless",
        conv2d_forward=machine.EAT_MEMORY_TOGETHER,
    ),
    hostile(
        MEMORY, "asks-for-terabytes", "Asks for more memory than there is, at once.", "harmless",
        conv2d_forward=machine.ASK_FOR_TERABYTES,
    ),
    hostile(
        MEMORY, "fills-sockets", "Has the kernel keep what nobody reads.", "harmless",
        conv2d_forward=machine.FILL_SOCKETS,
    ),
    hostile(DISK, "fills-disk", "Writes until the disk is full.", "stops", cell=machine.FILL_DISK),
    hostile(DISK, "many-files", "Makes files until there are no more.", "harmless", cell=machine.MANY_FILES),
    hostile(
        DISK, "sparse-file", "Makes a file of terabytes with nothing in it.", "harmless",
        cell=machine.SPARSE_FILE,
    ),
    hostile(FLOODS, "floods-output", "Prints 400 MB.", "harmless", cell=machine.FLOOD),
    hostile(
        FLOODS, "raises-much", "Raises an exception with a message of 100 MB.", "harmless",
        conv2d_forward=machine.RAISE_MUCH,
    ),
    hostile(
        FLOODS, "returns-much", "Returns 512 MB and a million numbers.", "harmless",
        conv2d_forward=machine.RETURN_MUCH,
    ),
    hostile(
        FLOODS, "returns-depths", "Returns lists a million deep, and one around itself.", "harmless",
        conv2d_forward=machine.RETURN_DEPTHS,
    ),
    hostile(
        LOOPS, "loops-in-library", "Never returns from compiled code.", "harmless",
        conv2d_forward=machine.LOOP_IN_LIBRARY,
    ),
    hostile(
        LOOPS, "loops-in-message", "Never returns from telling what it raised.", "harmless",
        conv2d_forward=machine.LOOP_WHILE_CLOSING,
    ),
    hostile(
        LOOPS, "blank-lines", "Has the grader search a million blank lines.", "harmless",
        spoil=notebook.last(machine.BLANK_LINES),
    ),
    waiting(LOOPS, "ignores-signals", "Never returns, and lifts the limit on it.", "harmless", machine.IGNORE_SIGNALS),
    waiting(SLEEPS, "vforks", "Waits for a child that never does anything.", "harmless", machine.VFORK),
    waiting(SLEEPS, "reads-silent-pipe", "Waits for what nobody writes.", "stops", machine.READ_SILENT_PIPE),
    waiting(SLEEPS, "stops-itself", "Stops, and is never told to go on.", "harmless", machine.STOP_ITSELF),
    hostile(CRASHES, "segfaults", "Reads where there is no memory.", "harmless", conv2d_forward=machine.SEGFAULT),
    hostile(CRASHES, "aborts", "Aborts.", "harmless", conv2d_forward=machine.ABORT),
    hostile(
        CRASHES, "overwrites-none", "Writes over the interpreter's own objects.", "harmless",
        cell=machine.OVERWRITE_NONE,
    ),
    hostile(
        EXITS, "ends-process", "Leaves in the middle, with a last word.", "harmless",
        cell=machine.END_PROCESS,
    ),
    hostile(
        EXITS, "raises-exit", "Raises an exit that cannot be told.", "harmless",
        conv2d_forward=machine.RAISE_EXIT,
    ),
    hostile(
        EXITS, "raises-interrupt", "Raises what no handler expects.", "harmless",
        conv2d_forward=machine.RAISE_INTERRUPT,
    ),
    hostile(EXITS, "quits", "Tells Jupyter to end.", "harmless", cell=machine.QUIT),
    hostile(SIGNALS, "kills-everybody", "Ends every process that it may.", "stops", cell=machine.KILL_EVERYBODY),
    hostile(SIGNALS, "kills-group", "Ends its process group.", "harmless", cell=machine.KILL_GROUP),
    waiting(SIGNALS, "stops-group", "Stops its process group.", "harmless", machine.STOP_GROUP),
    hostile(
        SIGNALS, "slows-group", "Has its process group wait for all others.", "harmless",
        cell=machine.SLOW_GROUP,
    ),
    hostile(
        ENCODINGS, "half-characters", "Puts halves of characters into the file.", "harmless",
        spoil=notebook.half_characters,
    ),
    hostile(
        ENCODINGS, "control-characters", "Puts commands to terminals into the file.", "harmless",
        spoil=notebook.control_characters,
    ),
    hostile(
        ENCODINGS, "prints-half-characters", "Prints and raises halves of characters.", "harmless",
        conv2d_forward=people.PRINT_HALF_CHARACTERS,
    ),
    hostile(
        ENCODINGS, "returns-half-characters", "Returns halves of characters.", "harmless",
        target=A1, expand_pattern=people.RETURN_HALF_CHARACTERS,
    ),
    hostile(
        ENCODINGS, "odd-name-\udcff-\u202e", "Has a name that is no text.", "harmless",
        conv2d_forward=people.PRINT_INPUTS,
    ),
    hostile(
        MARKUP, "raises-markup", "Raises a script, as name and message.", "harmless",
        conv2d_forward=people.RAISE_MARKUP,
    ),
    hostile(
        MARKUP, "returns-markup", "Returns scripts.", "harmless",
        target=A1, expand_pattern=people.RETURN_MARKUP, layer_table=people.RETURN_MARKUP_KEYS,
    ),
    hostile(MARKUP, "shows-markup", "Shows scripts and widgets.", "harmless", cell=people.SHOW_MARKUP),
    hostile(
        MARKUP, "markup-cells", "Writes scripts into cells and saved outputs.", "harmless",
        spoil=notebook.markup_cells,
    ),
    hostile(
        MARKUP, "<img src=x onerror=alert(1)>", "Is called like a script.", "harmless",
        conv2d_forward=attacks.PRINT_MARKUP,
    ),
    hostile(
        WIRE, "announces-too-much", "Announces an answer of exabytes.", "harmless",
        conv2d_forward=wire.ANNOUNCE_TOO_MUCH,
    ),
    hostile(WIRE, "sends-half", "Sends half an answer.", "harmless", conv2d_forward=wire.SEND_HALF),
    hostile(
        WIRE, "wrong-lengths", "Sends an array shorter than it says.", "harmless",
        conv2d_forward=wire.WRONG_LENGTHS,
    ),
    hostile(
        WIRE, "hides-lengths", "Hides a length behind another of 0.", "harmless",
        conv2d_forward=wire.HIDDEN_LENGTH,
    ),
    hostile(WIRE, "nests-deeply", "Sends lists 500,000 deep.", "harmless", conv2d_forward=wire.NEST_DEEPLY),
    hostile(WIRE, "wrong-types", "Sends an answer of wrong types.", "harmless", conv2d_forward=wire.WRONG_TYPES),
    hostile(WIRE, "repeats-keys", "Sends an answer twice in one.", "harmless", conv2d_forward=wire.REPEAT_KEYS),
    hostile(WIRE, "huge-numbers", "Sends numbers that no type holds.", "harmless", conv2d_forward=wire.HUGE_NUMBERS),
    hostile(
        WIRE, "calls-uninvited", "Calls functions that it was not given.", "harmless",
        conv2d_forward=wire.CALL_UNINVITED,
    ),
    hostile(WIRE, "answers-first", "Answers before it is asked.", "harmless", conv2d_forward=wire.ANSWER_FIRST),
    hostile(
        WIRE, "calls-back-endlessly", "Calls a function given to it for ever.", "harmless",
        target=A1, spoil=note("a1.output_size"), probe_receptive_field=wire.CALL_BACK_ENDLESSLY,
    ),
    hostile(
        WIRE, "calls-back-with-much", "Calls a function given to it with 256 MB.", "harmless",
        target=A1, probe_receptive_field=wire.CALL_BACK_WITH_MUCH,
    ),
)  # fmt: skip
