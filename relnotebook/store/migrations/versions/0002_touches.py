"""Touches: reminders, their marks, messages, opening hours, rules of tact, own rhythm and closeness.

Tables that gain columns in their middle are made anew, so that an upgraded notebook is one made today.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW = (
    """
    CREATE TABLE closed_day ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, first TEXT DEFAULT '' NOT NULL, last
    TEXT DEFAULT '' NOT NULL, title TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL )
    """,
    """
    CREATE TABLE lead ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, scope TEXT DEFAULT '' NOT NULL, tag_id
    INTEGER, customer_id INTEGER, kind TEXT DEFAULT '' NOT NULL, days TEXT DEFAULT '' NOT NULL, version INTEGER NOT
    NULL, crc INTEGER NOT NULL )
    """,
    """
    CREATE TABLE template ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind TEXT DEFAULT '' NOT NULL, language
    TEXT DEFAULT '' NOT NULL, words TEXT DEFAULT '' NOT NULL, position INTEGER DEFAULT '0' NOT NULL, version INTEGER
    NOT NULL, crc INTEGER NOT NULL )
    """,
    """
    CREATE TABLE reminder ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, kind TEXT
    DEFAULT '' NOT NULL, words TEXT DEFAULT '' NOT NULL, due TEXT DEFAULT '' NOT NULL, every TEXT DEFAULT '' NOT
    NULL, from_done INTEGER DEFAULT '0' NOT NULL, owner_id INTEGER, touchpoint_id INTEGER, state TEXT DEFAULT '' NOT
    NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, version INTEGER NOT NULL,
    crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(owner_id) REFERENCES staff
    (id), FOREIGN KEY(staff_id) REFERENCES staff (id) )
    """,
    """
    CREATE INDEX ix_reminder_customer_id ON reminder (customer_id)
    """,
    """
    CREATE INDEX reminder_due ON reminder (state, due)
    """,
    """
    CREATE TABLE touch_mark ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, touch
    TEXT DEFAULT '' NOT NULL, state TEXT DEFAULT '' NOT NULL, until TEXT DEFAULT '' NOT NULL, wakes TEXT DEFAULT ''
    NOT NULL, was_due TEXT DEFAULT '' NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL,
    staff_id INTEGER, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer
    (id), FOREIGN KEY(staff_id) REFERENCES staff (id) )
    """,
    """
    CREATE INDEX ix_touch_mark_customer_id ON touch_mark (customer_id)
    """,
    """
    CREATE INDEX touch_mark_at ON touch_mark (at)
    """,
    """
    CREATE TABLE closeness ( customer_id INTEGER NOT NULL, score INTEGER NOT NULL, rhythm INTEGER NOT NULL, tastes
    INTEGER NOT NULL, told INTEGER NOT NULL, touchpoints INTEGER NOT NULL, joined INTEGER NOT NULL, floor INTEGER
    NOT NULL, changes_on TEXT DEFAULT '' NOT NULL, PRIMARY KEY (customer_id) )
    """,
    """
    CREATE INDEX closeness_changes ON closeness (changes_on)
    """,
    """
    CREATE TABLE touch ( customer_id INTEGER NOT NULL, "key" TEXT NOT NULL, kind TEXT NOT NULL, source_id INTEGER
    DEFAULT '0' NOT NULL, number INTEGER DEFAULT '0' NOT NULL, due TEXT NOT NULL, day TEXT NOT NULL, opens TEXT NOT
    NULL, until TEXT DEFAULT '' NOT NULL, rank REAL DEFAULT '0' NOT NULL, was_due TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (customer_id, "key") ) WITHOUT
    ROWID
    """,
    """
    CREATE INDEX touch_kind ON touch (kind, rank)
    """,
    """
    CREATE INDEX touch_opens ON touch (opens, kind)
    """,
)
ANEW = {
    "shop": (
        """
        CREATE TABLE anew_shop ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, kind TEXT
        DEFAULT '' NOT NULL, address TEXT DEFAULT '' NOT NULL, reply_to TEXT DEFAULT '' NOT NULL, region TEXT DEFAULT
        'GB' NOT NULL, leap_rule TEXT DEFAULT '28feb' NOT NULL, demo INTEGER DEFAULT '0' NOT NULL, hours TEXT DEFAULT ''
        NOT NULL, closeness INTEGER DEFAULT '1' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL )
        """,
        "id, name, kind, address, reply_to, region, leap_rule, demo, version, crc",
        (),
    ),
    "customer": (
        """
        CREATE TABLE anew_customer ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL,
        call_name TEXT DEFAULT '' NOT NULL, own_script TEXT DEFAULT '' NOT NULL, sort_name TEXT DEFAULT '' NOT NULL, say
        TEXT DEFAULT '' NOT NULL, pronouns TEXT DEFAULT '' NOT NULL, talk TEXT DEFAULT '' NOT NULL, card_number TEXT
        DEFAULT '' NOT NULL, state TEXT DEFAULT 'active' NOT NULL, household_id INTEGER, added_at INTEGER NOT NULL,
        binned_at INTEGER, language TEXT DEFAULT '' NOT NULL, no_greetings INTEGER DEFAULT '0' NOT NULL, bereaved_until
        TEXT DEFAULT '' NOT NULL, away_from TEXT DEFAULT '' NOT NULL, away_until TEXT DEFAULT '' NOT NULL, rhythm_days
        REAL, contact_counts INTEGER DEFAULT '1' NOT NULL, no_closeness INTEGER DEFAULT '0' NOT NULL, outside_id TEXT
        DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(household_id) REFERENCES
        household (id) )
        """,
        "id, name, call_name, own_script, sort_name, say, pronouns, talk, card_number, state, household_id, "
        "added_at, binned_at, outside_id, version, crc",
        (
            """
            CREATE INDEX customer_card_number ON customer (card_number) WHERE card_number != ''
            """,
            """
            CREATE INDEX customer_outside_id ON customer (outside_id) WHERE outside_id != ''
            """,
            """
            CREATE INDEX ix_customer_household_id ON customer (household_id)
            """,
        ),
    ),
    "touchpoint": (
        """
        CREATE TABLE anew_touchpoint ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, at
        INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, channel TEXT DEFAULT '' NOT NULL, moment TEXT DEFAULT
        '' NOT NULL, words TEXT DEFAULT '' NOT NULL, feeling TEXT DEFAULT '' NOT NULL, staff_id INTEGER, source TEXT
        DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES
        customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id) )
        """,
        "id, customer_id, at, utc_offset, channel, moment, words, feeling, staff_id, version, crc",
        (
            """
            CREATE INDEX ix_touchpoint_customer_id ON touchpoint (customer_id)
            """,
        ),
    ),
    "customer_stat": (
        """
        CREATE TABLE anew_customer_stat ( customer_id INTEGER NOT NULL, visits INTEGER DEFAULT '0' NOT NULL, first_at
        INTEGER, last_at INTEGER, last_offset INTEGER DEFAULT '0' NOT NULL, gap_days REAL, gaps INTEGER DEFAULT '0' NOT
        NULL, gap_weight REAL DEFAULT '0' NOT NULL, gap_sum REAL DEFAULT '0' NOT NULL, contact_at INTEGER,
        contact_offset INTEGER DEFAULT '0' NOT NULL, contact_channel TEXT DEFAULT '' NOT NULL, learnt TEXT DEFAULT ''
        NOT NULL, PRIMARY KEY (customer_id) )
        """,
        "customer_id, visits, first_at, last_at, last_offset, gap_days, learnt",
        (),
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
    op.execute("INSERT INTO meta (key, value) SELECT 'stale', '1' WHERE EXISTS (SELECT 1 FROM customer)")
