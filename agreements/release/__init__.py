"""Releases: the whole register as one file that can be cited, checked and loaded again."""
