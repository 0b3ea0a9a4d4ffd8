"""The public names stay what they are, whatever has been imported before."""

import subprocess
import sys

import pytest

PROGRAM = """
import whence
import whence.{first}
for name in whence.__all__:
    assert getattr(whence, name) is not None
document = next(iter(whence.read(["-"], language="en", stdin=__import__("io").BytesIO({text!r}))))
found, problems = whence.extract(document)
found, problems = whence.extract(document)
assert [one.wording for one in found if one.attributed] == ["the weir was shut"], found
assert next(iter(whence.read(["-"], language="en", stdin=__import__("io").BytesIO({text!r})))) == document
"""


@pytest.mark.parametrize("first", ["read", "extract", "pipeline", "model"])
def test_a_function_is_not_replaced_by_the_package_of_its_name(first: str) -> None:
    program = PROGRAM.format(first=first, text=b"Ida Holk said the weir was shut.")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_unknown_name_is_an_attribute_error() -> None:
    import whence

    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        getattr(whence, "reed")  # noqa: B009 (mypy knows that there is none)
