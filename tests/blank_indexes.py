"""Indexes of nouns without records, each read once: most registers of tests hold a few nouns."""

from contextlib import contextmanager

from agreements.index.register_index import RegisterIndex

# By noun.
READ = {}
read_one = RegisterIndex._build_one


@contextmanager
def read_once():
    """Have a RegisterIndex begin with a copy where it would find no record within the block."""
    RegisterIndex._build_one = _build_one
    yield
    RegisterIndex._build_one = read_one


def _build_one(register, noun):
    if noun.model._default_manager.exists():
        read_one(register, noun)
        return
    if noun.name not in READ:
        read_one(register, noun)
        READ[noun.name] = register.indexes[noun.name].copied()
    register._shared.discard(noun.name)
    register.indexes[noun.name] = READ[noun.name].copied()
