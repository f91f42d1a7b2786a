"""What the application sets when a process begins."""

import gc

from agreements.apps import LOOKED_AT_ONCE


def test_collector_looks_seldom_and_always():
    assert (gc.get_threshold()[0], gc.isenabled()) == (LOOKED_AT_ONCE, True)
