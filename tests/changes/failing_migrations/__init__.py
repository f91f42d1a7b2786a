"""The register's migrations, and one more that fails."""

from agreements import migrations

__path__ = [*__path__, *migrations.__path__]
