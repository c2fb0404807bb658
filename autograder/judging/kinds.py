"""What kind of fault an exception's message tells of.

One fault raises with other sizes, names of operands and line numbers from case to case and from program to
program, so two exceptions are alike where their messages are of one kind. The patterns are the beginnings of
the words of Python 3.11 to 3.13 and of NumPy 2; what a pattern catches is part of the kind. A message that
several faults raise is of several kinds. One that no pattern knows is alike to the same text alone, numbers
left out; but where somebody raises a ValueError in own words, what counts is that they refuse.
"""

from __future__ import annotations

import functools
import re

from autograder.shared.errors import Error

PAIR = "a pair where a number belongs"
EMPTY = "shapes that do not broadcast, one of them empty"
TELLING = {PAIR, EMPTY}  # these say by themselves what is wrong
REFUSED = "refused"
BROADCAST = "shapes that do not broadcast"
MATRICES = "matrices that do not match"
RESHAPE = "sizes that do not reshape"
JOIN = "arrays that do not join"
SPLIT = "arrays that do not split"
RAGGED = "a ragged array"
UNFIT = "shapes that do not fit"  # what a known mistake says that raises in one of these ways or another
INDEX = "index out of bounds"
NO_INDEX = "no whole number as an index"
NUMBER = "a number where a pair belongs"

# The class, how the message begins, and the kinds that it may be of; the first row that fits counts.
KNOWN = [
    (name, re.compile(pattern), kinds)
    for name, pattern, *kinds in [
        ("ValueError", UNFIT, BROADCAST, EMPTY, MATRICES, RESHAPE, JOIN, SPLIT, RAGGED),
        ("ValueError", "operands could not be broadcast|(?:could not|cannot) broadcast", BROADCAST),
        ("ValueError", "Size of label .* does not match|.*shape-mismatch for sum", BROADCAST, MATRICES),
        ("ValueError", "non-broadcastable output operand|shape mismatch: ", BROADCAST),
        ("IndexError", "shape mismatch: indexing arrays", BROADCAST),
        ("ValueError", "matmul: |shapes .* not aligned", MATRICES),
        ("ValueError", "cannot reshape array|cannot resize", RESHAPE),
        ("ValueError", "all the input array|all input arrays must have", JOIN),
        ("ValueError", "axes don't match|repeated axis|duplicate value in 'axis'", "axes of another array"),
        ("ValueError", ".*is out of bounds for array of dimension", "axes of another array"),
        ("ValueError", "negative dimensions|window shape cannot be larger", "a negative size"),
        (
            "ValueError",
            "zero-size array|attempt to get arg|need at least one array",
            "nothing to choose from",
        ),
        (
            "ValueError",
            r"(?:max|min)\(\) (?:arg is|iterable argument is) (?:an )?empty",
            "nothing to choose from",
        ),
        ("ValueError", "setting an array element with a sequence", RAGGED, PAIR),
        ("ValueError", "The truth value of an (?:empty )?array", "an array in a condition"),
        ("ValueError", "(?:assignment destination|output array) is read-only", "an input written to"),
        ("ValueError", "not enough values to unpack", "too few to unpack"),
        ("ValueError", "too many values to unpack", "too many to unpack"),
        ("ValueError", "invalid literal for|could not convert string|cannot convert float NaN", "no number"),
        ("ValueError", r"slice step cannot be zero|range\(\) arg 3", "a step of zero"),
        ("ValueError", "einstein sum|operand has more dimensions", "subscripts of einsum"),
        ("ValueError", "array split does not", SPLIT),
        ("ValueError", "cannot select an axis|object (?:too deep|of too small)", "axes"),
        ("ValueError", "Since axis is `None`|Must provide matching length", "axes"),
        ("ValueError", r".* is not in (?:list|tuple)$|(?:list|tuple)\.(?:remove|index)", "not in a list"),
        ("IndexError", "index .*out of bounds|(?:list|string) (?:assignment )?index out of range", INDEX),
        ("IndexError", "tuple index out of range", "index of a shorter tuple"),
        ("IndexError", "too many indices", "too many indices"),
        ("IndexError", "boolean index did not match", "a mask of another size"),
        ("IndexError", "only integers, slices|arrays used as indices must be", NO_INDEX),
        ("TypeError", "slice indices must be", NO_INDEX, PAIR),
        ("TypeError", "(?:list|tuple|string) indices must be .*not tuple", PAIR),
        ("TypeError", "(?:list|tuple|string) indices must be", NO_INDEX),
        ("TypeError", "(?!'tuple' object (?:is not|does not)).*'tuple'", PAIR),
        ("TypeError", "can only concatenate tuple|must be real number, not tuple|type tuple doesn't", PAIR),
        ("TypeError", r"object of type '(?:int|int64|float)' has no len\(\)", NUMBER),
        ("TypeError", "'(?:numpy.)?(?:int|int64|float)' object is not (?:subscriptable|iterable)", NUMBER),
        ("TypeError", "cannot unpack non-iterable (?:numpy.)?(?:int|int64|float) object", NUMBER),
        ("TypeError", "'(?:numpy.)?(?:float|float64)' object cannot be interpreted", NO_INDEX),
        ("TypeError", "unsupported operand type|bad operand type|.* not supported between", "no operation"),
        ("TypeError", "'(.*)' object (?:is not|does not support|cannot be)", "not such an object"),
        ("TypeError", "cannot unpack non-iterable (.*) object", "not such an object"),
        ("TypeError", "object of type '(.*)' has no", "not such an object"),
        ("TypeError", "only (?:length-1|size-1|0-dimensional|integer scalar)", "an array for a number"),
        ("TypeError", "Cannot cast ufunc", "a dtype that does not hold the result"),
        ("TypeError", r".*\(\) missing \d+ required", "an argument missing"),
        ("TypeError", r".*\(\) got (?:an unexpected keyword|multiple values).*('.*')", "an argument unknown"),
        ("TypeError", r".*\(\) takes .*positional arguments? but", "an argument too many"),
        ("ZeroDivisionError", "", "division by zero"),
        ("RecursionError", "", "endless recursion"),
        ("MemoryError", "", "out of memory"),
        ("NotImplementedError", "", "not written"),
        ("NameError", ".*?('.*?')", "a name unknown"),
        ("AttributeError", ".*?('.*)", "an attribute unknown"),
        ("KeyError", "(.*)", "a key unknown"),
    ]
]
OWN_WORDS = {"ValueError", "AssertionError", "Exception"}

Kinds = frozenset[tuple[str, ...]]


@functools.lru_cache(maxsize=4096)
def kinds_of(error: Error) -> Kinds:
    """The kinds of fault that an exception can tell of; what a pattern caught follows a kind's name."""
    for name, pattern, kinds in KNOWN:
        if name in error.names and (match := pattern.match(error.message)):
            return frozenset((_with_shapes(kind, error.message), *match.groups()) for kind in kinds)
    own_class = error.names[0] in OWN_WORDS or error.names[1:2] == ("ValueError",)
    return frozenset([(REFUSED,) if own_class else (error.names[0], re.sub(r"\d+", "", error.message))])


def alike(one: Error, other: Error) -> bool:
    """Whether two exceptions tell of the same kind of fault."""
    return bool(kinds_of(one) & kinds_of(other))


def tells(error: Error) -> bool:
    """Whether an exception says by itself what is wrong."""
    return all(kind in TELLING for kind, *_ in kinds_of(error))


def _with_shapes(kind: str, message: str) -> str:
    """Shapes that do not broadcast are of another kind where one of them has a 0 in it."""
    return EMPTY if kind == BROADCAST and re.search(r"[(,]0[,)]", message.replace(" ", "")) else kind
