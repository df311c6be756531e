"""Alembic's door: run by `upkeep.upgrade` on a connection of its own, inside one transaction."""

from __future__ import annotations

from alembic import context

from relnotebook.store import schema

connection = context.config.attributes["connection"]
connection.exec_driver_sql(
    "CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL, PRIMARY KEY (version_num))"
)
context.configure(
    connection=connection,
    target_metadata=schema.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
