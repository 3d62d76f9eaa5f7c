"""Answers of HTTP/1.1, in whatever pieces they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.answer import Answer, Reader

SIZED = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n"
ANNOUNCED = b"HTTP/1.1 100 Continue\r\n\r\n" + SIZED
CLOSING = b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
ENDLESS = b"HTTP/1.1 200 OK\r\n\r\n{}"


@pytest.mark.parametrize("sent", [SIZED, CHUNKED, ANNOUNCED, CLOSING])
@given(data=st.data())
def test_an_answer_is_read_from_any_pieces(sent: bytes, data: st.DataObject) -> None:
    """Wherever the network cuts it, the same answer comes out, once, with its last byte."""
    reader, cut = Reader(), data.draw(st.integers(0, len(sent) - 1))
    assert reader.read(sent[:cut]) is None
    is_last = sent is CLOSING
    expected = Answer(502 if is_last else 200, b"{}", is_last)
    assert reader.read(sent[cut:]) == expected
    assert reader.is_between
    assert reader.end() is None


def test_the_end_of_a_connection_completes_only_what_says_no_length() -> None:
    """Without a length the end is the end; with one, the answer was cut off and is none."""
    endless, cut = Reader(), Reader()
    assert endless.read(ENDLESS) is None
    assert endless.end() == Answer(200, b"{}", is_last=True)
    assert cut.read(SIZED[:-1]) is None
    assert cut.end() is None


def test_a_second_answer_to_one_request_is_never_taken_for_the_next() -> None:
    """The first counts; the connection is not used again."""
    reader = Reader()
    assert reader.read(SIZED + CLOSING) == Answer(200, b"{}", is_last=False)
    assert not reader.is_between


@pytest.mark.parametrize("sent", [b"SMTP ready\r\n\r\n", b"HTTP/1.1 2x0 OK\r\n\r\n", b"\0" * 80])
def test_nonsense_is_refused(sent: bytes) -> None:
    """What is no HTTP is an error, never an answer."""
    with pytest.raises(ValueError, match="not an answer"):
        Reader().read(sent)
