"""Room for the calls of functions within each other, which Python has in chunks of memory."""

from collections.abc import Callable
from functools import wraps
from typing import Any

# In words: for such a frame CPython begins a chunk of 1 MB, and less than half is left to others.
LARGE_FRAME = 70_000


def with_room(function: Callable) -> Callable:
    """Return the function with room for all that it calls; as middleware of Django, too.

    CPython, from 3.11 on, keeps the frames of calls in chunks of 16 KB. Where a call comes to the
    end of the last one, it has the system map another, and unmap it when the call is over: at each
    turn of a loop that is just as deep as that. A page then takes up to half as long again, and
    none of that where it is made a few calls higher or deeper.
    """

    @wraps(function)
    def called(*args: Any, **options: Any) -> Any:
        return function(*args, **options)

    called.__code__ = called.__code__.replace(co_stacksize=LARGE_FRAME)
    return called
