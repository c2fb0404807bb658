"""What is kept of an audit, and when it is out of date."""

from autograder.assignments import load_part
from autograder.authoring import kept
from autograder.authoring.audit import audit
from autograder.cli import main


def test_what_is_kept_is_read_again_beside_what_was_there(tmp_path):
    file = tmp_path / "audited.json"
    fits, padding = (audit(load_part(id), [0], pairs=0) for id in ("a1.fits", "a2.zero_pad"))
    kept.write([fits], file)
    kept.write([padding], file)
    found = kept.read(file)
    assert list(found) == ["a1.fits", "a2.zero_pad"]
    assert found["a2.zero_pad"].lost == padding.lost
    assert found["a1.fits"].lost["dilation_times_kernel"] == {"dilation"}
    assert found["a1.fits"].digest == kept.digest(load_part("a1.fits"))


def test_a_digest_changes_with_the_part_and_with_what_it_shares(monkeypatch):
    """And with nothing else: not with another part."""
    part = load_part("a2.zero_pad")
    before, read = kept.digest(part), kept.Path.read_text
    for file, changes in [("zero_pad.py", True), ("inputs.py", True), ("conv2d_naive.py", False)]:

        def changed(path, *args, file=file, **kwargs):
            return read(path, *args, **kwargs) + "# changed" * (path.name == file)

        with monkeypatch.context() as patched:
            patched.setattr(kept.Path, "read_text", changed)
            assert (kept.digest(part) != before) == changes, file


def test_a_digest_stays_where_an_explanation_is_put_otherwise(monkeypatch):
    part = load_part("a2.zero_pad")
    before, read = kept.digest(part), kept.Path.read_text
    for old, new, changes in [
        ("You repeat the pixels of the border.", "You copy the border\n    outwards.", False),
        ('padded(x, padding, "edge")', "padded(x, padding)", True),
    ]:

        def changed(path, *args, old=old, new=new, **kwargs):
            return read(path, *args, **kwargs).replace(old, new)

        with monkeypatch.context() as patched:
            patched.setattr(kept.Path, "read_text", changed)
            assert (kept.digest(part) != before) == changes, old


def test_the_command_keeps_what_fifty_seeds_came_to_and_nothing_else(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(kept, "FILE", tmp_path / "audited.json")
    monkeypatch.setattr(kept, "SEEDS", 2)
    assert main(["audit", "a1.same_padding"]) == 0 and not kept.FILE.exists()
    assert main(["audit", "a1.same_padding", "--seeds", "2"]) == 0
    assert list(kept.read()) == ["a1.same_padding"]
