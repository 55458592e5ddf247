"""Arrays in a file, mapped."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as some

from index.arrays import open_arrays, write_arrays
from index.errors import IndexDamaged


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=5),
        some.arrays(st.sampled_from(["u1", "<u2", "<u4", "<i8", "<f4"]), st.integers(0, 50)),
        max_size=4,
    )
)
@settings(max_examples=50, deadline=None)
def test_what_was_written_is_read(tmp_path_factory, arrays):
    path = tmp_path_factory.mktemp("arrays") / "some"
    write_arrays(path, arrays)
    read = open_arrays(path)
    assert read.keys() == arrays.keys()
    for name, array in arrays.items():
        assert read[name].dtype == array.dtype
        assert np.array_equal(read[name], array, equal_nan=array.dtype.kind == "f")


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[:20], lambda data: data[:-40], lambda data: b"PNG" + data[3:]],
    ids=["empty", "header cut", "arrays cut", "another kind of file"],
)
def test_a_damaged_file_is_said_to_be(tmp_path, damage):
    path = tmp_path / "some"
    write_arrays(path, {"numbers": np.arange(100)})
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(IndexDamaged, match="--full"):
        open_arrays(path)


def test_the_file_appears_only_whole(tmp_path):
    write_arrays(tmp_path / "some", {"numbers": np.arange(3)})
    assert [path.name for path in tmp_path.iterdir()] == ["some"]
