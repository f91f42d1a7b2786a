"""The register's data as an API: what it is for programs, told by the nouns' declarations."""
