"""People in and out: joined cards, consent by purpose, addresses never written to again, groups, the log of exports."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEW = (
    """
    CREATE TABLE suppression ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, channel TEXT DEFAULT '' NOT NULL, digest
    TEXT DEFAULT '' NOT NULL, why TEXT DEFAULT '' NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT
    NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL )
    """,
    """
    CREATE INDEX suppression_digest ON suppression (digest)
    """,
    """
    CREATE TABLE not_same ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, other_id
    INTEGER NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, version INTEGER
    NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(other_id) REFERENCES
    customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id) )
    """,
    """
    CREATE INDEX ix_not_same_customer_id ON not_same (customer_id)
    """,
    """
    CREATE INDEX ix_not_same_other_id ON not_same (other_id)
    """,
    """
    CREATE TABLE segment ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, rules TEXT
    DEFAULT '' NOT NULL, frozen INTEGER DEFAULT '0' NOT NULL, position INTEGER DEFAULT '0' NOT NULL, at INTEGER NOT
    NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, version INTEGER NOT NULL, crc INTEGER NOT NULL,
    FOREIGN KEY(staff_id) REFERENCES staff (id) )
    """,
    """
    CREATE TABLE segment_member ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, segment_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(segment_id) REFERENCES
    segment (id), FOREIGN KEY(customer_id) REFERENCES customer (id) )
    """,
    """
    CREATE INDEX ix_segment_member_customer_id ON segment_member (customer_id)
    """,
    """
    CREATE INDEX ix_segment_member_segment_id ON segment_member (segment_id)
    """,
    """
    CREATE TABLE export ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT
    '0' NOT NULL, staff_id INTEGER, format TEXT DEFAULT '' NOT NULL, channel TEXT DEFAULT '' NOT NULL, purpose TEXT
    DEFAULT '' NOT NULL, own_use INTEGER DEFAULT '0' NOT NULL, segment TEXT DEFAULT '' NOT NULL, file TEXT DEFAULT ''
    NOT NULL, people INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(staff_id)
    REFERENCES staff (id) )
    """,
    """
    CREATE TABLE export_person ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, export_id INTEGER NOT NULL, customer_id
    INTEGER NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(export_id) REFERENCES export (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id) )
    """,
    """
    CREATE INDEX ix_export_person_customer_id ON export_person (customer_id)
    """,
    """
    CREATE INDEX ix_export_person_export_id ON export_person (export_id)
    """,
    """
    CREATE TABLE layout ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, columns TEXT
    DEFAULT '' NOT NULL, options TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL )
    """,
    """
    CREATE TABLE label_sheet ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, geometry
    TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL )
    """,
)
ANEW = {
    "customer": (
        """
        CREATE TABLE anew_customer ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL,
        call_name TEXT DEFAULT '' NOT NULL, own_script TEXT DEFAULT '' NOT NULL, sort_name TEXT DEFAULT '' NOT NULL, say
        TEXT DEFAULT '' NOT NULL, pronouns TEXT DEFAULT '' NOT NULL, talk TEXT DEFAULT '' NOT NULL, card_number TEXT
        DEFAULT '' NOT NULL, state TEXT DEFAULT 'active' NOT NULL, household_id INTEGER, added_at INTEGER NOT NULL,
        binned_at INTEGER, language TEXT DEFAULT '' NOT NULL, no_greetings INTEGER DEFAULT '0' NOT NULL, bereaved_until
        TEXT DEFAULT '' NOT NULL, away_from TEXT DEFAULT '' NOT NULL, away_until TEXT DEFAULT '' NOT NULL, rhythm_days
        REAL, contact_counts INTEGER DEFAULT '1' NOT NULL, no_closeness INTEGER DEFAULT '0' NOT NULL, joined_into
        INTEGER, outside_id TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN
        KEY(household_id) REFERENCES household (id) )
        """,
        "id, name, call_name, own_script, sort_name, say, pronouns, talk, card_number, state, "
        "household_id, added_at, binned_at, language, no_greetings, bereaved_until, away_from, "
        "away_until, rhythm_days, contact_counts, no_closeness, outside_id, version, crc",
        (
            """
            CREATE INDEX customer_card_number ON customer (card_number) WHERE card_number != ''
            """,
            """
            CREATE INDEX customer_outside_id ON customer (outside_id) WHERE outside_id != ''
            """,
            """
            CREATE INDEX customer_binned ON customer (binned_at) WHERE binned_at IS NOT NULL
            """,
            """
            CREATE INDEX ix_customer_household_id ON customer (household_id)
            """,
        ),
    ),
    "contact": (
        """
        CREATE TABLE anew_contact ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, channel
        TEXT DEFAULT '' NOT NULL, value TEXT DEFAULT '' NOT NULL, normal TEXT DEFAULT '' NOT NULL, label TEXT DEFAULT ''
        NOT NULL, bad INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN
        KEY(customer_id) REFERENCES customer (id) )
        """,
        "id, customer_id, channel, value, normal, label, version, crc",
        (
            """
            CREATE INDEX contact_normal ON contact (normal) WHERE normal != ''
            """,
            """
            CREATE INDEX ix_contact_customer_id ON contact (customer_id)
            """,
        ),
    ),
    "consent": (
        """
        CREATE TABLE anew_consent ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, channel
        TEXT DEFAULT '' NOT NULL, state TEXT DEFAULT '' NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0'
        NOT NULL, how TEXT DEFAULT '' NOT NULL, wording TEXT DEFAULT '' NOT NULL, staff_id INTEGER, purpose TEXT DEFAULT
        '' NOT NULL, basis TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN
        KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id) )
        """,
        "id, customer_id, channel, state, at, utc_offset, how, wording, staff_id, version, crc",
        (
            """
            CREATE INDEX ix_consent_customer_id ON consent (customer_id)
            """,
        ),
    ),
}


def upgrade() -> None:
    for statement in NEW:
        op.execute(statement)
    for table, (create, columns, indexes) in ANEW.items():
        op.execute(create)
        op.execute(f"INSERT INTO anew_{table} ({columns}) SELECT {columns} FROM {table}")
        op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE anew_{table} RENAME TO {table}")
        for index in indexes:
            op.execute(index)
