"""A student's id, which becomes a folder's name, and what the gradebook makes of it."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata

ID_LIMIT = 120  # bytes of a folder's name, of the 255 that file systems take
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def safe_id(text: str) -> str:
    """A student's id that is a folder's name on every system, in nbgrader's patterns too.

    Characters are normalised (NFC) and kept. Where one has to go, or the name has to be cut, the end
    is a digest of the whole, so that two students stay two.
    """
    whole = unicodedata.normalize("NFC", text)
    kept = re.sub(r"\s", " ", "".join("-" if _is_unsafe(c) else c for c in whole)).lstrip(". ").rstrip(". ")
    if kept == whole and kept and len(kept.encode()) <= ID_LIMIT and not RESERVED.fullmatch(kept):
        return kept
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    short = kept.encode()[: ID_LIMIT - len(digest) - 1].decode(errors="ignore")
    return f"{short}-{digest}" if short and not RESERVED.fullmatch(short) else f"student-{digest}"


def gradebook_id(student: str) -> str:
    """A folder's name as the gradebook can hold it: bytes that are no text are spelled out."""
    return os.fsencode(student).decode("utf-8", "backslashreplace")


def _is_unsafe(character: str) -> bool:
    """Separators, what nbgrader's patterns give a meaning, what cannot be seen; not the joiners of scripts."""
    return character in '/\\:*?"<>|[]' or (
        unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\u200c\u200d"
    )
