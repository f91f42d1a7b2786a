"""The bar that a long command draws while it is at work."""

from django.core.management.base import OutputWrapper

WIDTH = 40


def draw(stream: OutputWrapper, done: int, total: int, words: str) -> None:
    """Draw how much is done over what was drawn before; words: "rows"."""
    filled = WIDTH * done // max(total, 1)
    bar = "█" * filled + "·" * (WIDTH - filled)
    stream.write(f"\r{bar} {done:,} of {total:,} {words}", ending="")
    if done >= total:
        stream.write("")
