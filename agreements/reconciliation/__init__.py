"""Which record is meant by a name in somebody's table: the Reconciliation Service API 0.2.

OpenRefine and others ask it. What they ask is read into `queries.py`, answered from the names and
facets that a snapshot of the index holds, and told by the rows of what was found.
"""
