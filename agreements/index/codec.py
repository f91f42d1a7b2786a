"""What an index holds as bytes, and back: arrays, bitmaps, plain values and objects of them.

An object is what its attributes are, unless its class has `kept`, which returns what the others
follow from, and `take_kept`, which takes that in again. Some objects are there already, and known
by name.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from pyroaring import BitMap

# Arrays begin at such places, so that they are read where they lie.
ALIGNED = 64
PLAIN = (type(None), bool, int)


class Writer:
    """Takes an object apart: into a tree of plain values, and what is kept as it is in memory."""

    def __init__(self, known: Mapping[str, Any]):
        """Take the classes of which objects may be, and the objects that are known, by name."""
        self._names = {id(thing): name for name, thing in known.items()}
        self._blobs: list[memoryview] = []
        self._places: list[tuple[int, int]] = []
        self._end = 0
        self._numbers: dict[int, int] = {}

    def parts(self, thing: Any) -> Iterator[bytes | memoryview]:
        """Yield what `read` makes an equal object of, part by part.

        Raises TypeError for what it does not know how to keep.
        """
        tree = self._tree(thing)
        head = json.dumps([self._places, tree], separators=(",", ":")).encode()
        yield len(head).to_bytes(8, "little")
        yield head + bytes(-(8 + len(head)) % ALIGNED)
        for blob in self._blobs:
            yield blob
            yield bytes(-len(blob) % ALIGNED)

    def _tree(self, value: Any) -> Any:
        if isinstance(value, str):
            # Of a choice, its value.
            return str.__str__(value)
        if type(value) in PLAIN:
            return value
        if type(value) is list:
            return [self._tree(item) for item in value]
        return dict([self._branch(value)])

    def _branch(self, value: Any) -> tuple[str, Any]:
        """Return of which kind a value is, and what it is made of."""
        match value:
            case np.ndarray():
                content = np.ascontiguousarray(value).reshape(-1).view(np.uint8)
                return "array", [self._put(content), value.dtype.str, value.shape]
            case BitMap():
                return "bitmap", self._put(value.serialize())
            case bytes():
                return "bytes", self._put(value)
            case dict():
                return "dict", [[self._tree(key), self._tree(item)] for key, item in value.items()]
            case tuple() | set():
                return type(value).__name__, [self._tree(item) for item in value]
            case _:
                return self._object(value)

    def _object(self, thing: Any) -> tuple[str, Any]:
        if id(thing) in self._names:
            return "known", self._names[id(thing)]
        if id(thing) in self._numbers:
            return "same", self._numbers[id(thing)]
        name = self._names.get(id(type(thing)))
        if name is None:
            raise TypeError(f"Nothing says how to keep a {type(thing)!r}.")
        number = self._numbers[id(thing)] = len(self._numbers)
        held = thing.kept() if hasattr(thing, "kept") else vars(thing)
        state = {key: self._tree(value) for key, value in held.items()}
        return "object", [number, name, state]

    def _put(self, content: Any) -> int:
        blob = memoryview(content)
        self._blobs.append(blob)
        self._places.append((self._end, len(blob)))
        self._end += len(blob) + -len(blob) % ALIGNED
        return len(self._places) - 1


class _Reader:
    def __init__(self, content: memoryview, known: Mapping[str, Any]):
        self._known_things = known
        size = int.from_bytes(content[:8], "little")
        self._places, self._root = json.loads(bytes(content[8 : 8 + size]))
        start = 8 + size
        self._content = content[start + -start % ALIGNED :]
        self._objects: dict[int, Any] = {}

    def root(self) -> Any:
        return self._value(self._root)

    def _value(self, tree: Any) -> Any:
        if isinstance(tree, list):
            return [self._value(item) for item in tree]
        if not isinstance(tree, dict):
            return tree
        [(kind, told)] = tree.items()
        return getattr(self, f"_{kind}")(told)

    def _array(self, told: list) -> np.ndarray:
        number, dtype, shape = told
        return np.frombuffer(self._blob(number), dtype=dtype).reshape(shape)

    def _bitmap(self, number: int) -> BitMap:
        return BitMap.deserialize(bytes(self._blob(number)))

    def _bytes(self, number: int) -> bytes:
        return bytes(self._blob(number))

    def _dict(self, items: list) -> dict:
        return {self._value(key): self._value(item) for key, item in items}

    def _tuple(self, items: list) -> tuple:
        return tuple(map(self._value, items))

    def _set(self, items: list) -> set:
        return set(map(self._value, items))

    def _known(self, name: str) -> Any:
        return self._known_things[name]

    def _same(self, number: int) -> Any:
        return self._objects[number]

    def _object(self, told: list) -> Any:
        number, name, state = told
        thing = self._objects[number] = object.__new__(self._known(name))
        held = {key: self._value(value) for key, value in state.items()}
        if hasattr(thing, "take_kept"):
            thing.take_kept(**held)
        else:
            vars(thing).update(held)
        return thing

    def _blob(self, number: int) -> memoryview:
        start, size = self._places[number]
        return self._content[start : start + size]


def read(content: memoryview, known: Mapping[str, Any]) -> Any:
    """Return the object that a Writer took apart; its arrays lie in the content, and no copy."""
    return _Reader(content, known).root()
