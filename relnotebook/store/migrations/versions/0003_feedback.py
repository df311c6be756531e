"""Feedback: customers' words and what came of them, ideas with their supporters, surveys and the customer screen's
answers; a PIN and a birthday for colleagues.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEW = (
    """
    CREATE TABLE feedback ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER, words TEXT DEFAULT ''
    NOT NULL, kind TEXT DEFAULT '' NOT NULL, feeling TEXT DEFAULT '' NOT NULL, severity TEXT DEFAULT '' NOT NULL, rating
    INTEGER, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, channel TEXT DEFAULT '' NOT NULL, moment TEXT
    DEFAULT '' NOT NULL, visit_id INTEGER, about TEXT DEFAULT '' NOT NULL, staff_id INTEGER, owner_id INTEGER, due TEXT
    DEFAULT '' NOT NULL, status TEXT DEFAULT 'new' NOT NULL, status_at INTEGER DEFAULT '0' NOT NULL, decision TEXT
    DEFAULT '' NOT NULL, why TEXT DEFAULT '' NOT NULL, you_said TEXT DEFAULT '' NOT NULL, we_did TEXT DEFAULT '' NOT
    NULL, named INTEGER DEFAULT '0' NOT NULL, told_how TEXT DEFAULT '' NOT NULL, told_words TEXT DEFAULT '' NOT NULL,
    told_at INTEGER, told_offset INTEGER DEFAULT '0' NOT NULL, told_by INTEGER, gave TEXT DEFAULT '' NOT NULL, cost
    INTEGER, enough TEXT DEFAULT '' NOT NULL, follow_up_id INTEGER, given_name TEXT DEFAULT '' NOT NULL, reply_to TEXT
    DEFAULT '' NOT NULL, language TEXT DEFAULT '' NOT NULL, source TEXT DEFAULT '' NOT NULL, of_staff INTEGER DEFAULT
    '0' NOT NULL, by_id INTEGER, shared INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL,
    FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id), FOREIGN
    KEY(owner_id) REFERENCES staff (id), FOREIGN KEY(told_by) REFERENCES staff (id), FOREIGN KEY(by_id) REFERENCES staff
    (id) )
    """,
    """
    CREATE INDEX feedback_at ON feedback (of_staff, at)
    """,
    """
    CREATE INDEX feedback_status ON feedback (of_staff, status, at)
    """,
    """
    CREATE INDEX ix_feedback_customer_id ON feedback (customer_id)
    """,
    """
    CREATE TABLE feedback_step ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, feedback_id INTEGER NOT NULL,
    customer_id INTEGER, step TEXT DEFAULT '' NOT NULL, words TEXT DEFAULT '' NOT NULL, done INTEGER DEFAULT '0' NOT
    NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, version INTEGER NOT NULL, crc
    INTEGER NOT NULL, FOREIGN KEY(feedback_id) REFERENCES feedback (id), FOREIGN KEY(staff_id) REFERENCES staff (id) )
    """,
    """
    CREATE INDEX ix_feedback_step_feedback_id ON feedback_step (feedback_id)
    """,
    """
    CREATE TABLE idea ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER, title TEXT DEFAULT '' NOT
    NULL, words TEXT DEFAULT '' NOT NULL, stage TEXT DEFAULT 'heard' NOT NULL, stage_at INTEGER DEFAULT '0' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL, why TEXT DEFAULT '' NOT NULL, note TEXT DEFAULT '' NOT NULL, goal INTEGER,
    reached INTEGER, unit TEXT DEFAULT '' NOT NULL, until TEXT DEFAULT '' NOT NULL, offer TEXT DEFAULT '' NOT NULL,
    price INTEGER, item TEXT DEFAULT '' NOT NULL, credit INTEGER DEFAULT '0' NOT NULL, public INTEGER DEFAULT '1' NOT
    NULL, feedback_id INTEGER, joined_into INTEGER, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL,
    channel TEXT DEFAULT '' NOT NULL, staff_id INTEGER, given_name TEXT DEFAULT '' NOT NULL, source TEXT DEFAULT '' NOT
    NULL, of_staff INTEGER DEFAULT '0' NOT NULL, by_id INTEGER, shared INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT
    NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES
    staff (id), FOREIGN KEY(by_id) REFERENCES staff (id) )
    """,
    """
    CREATE INDEX idea_stage ON idea (of_staff, stage, position)
    """,
    """
    CREATE INDEX ix_idea_customer_id ON idea (customer_id)
    """,
    """
    CREATE TABLE idea_support ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, idea_id INTEGER NOT NULL, customer_id
    INTEGER, tally INTEGER DEFAULT '1' NOT NULL, weight INTEGER DEFAULT '1' NOT NULL, quote TEXT DEFAULT '' NOT NULL, at
    INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, channel TEXT DEFAULT '' NOT NULL, staff_id INTEGER,
    told_at INTEGER, told_offset INTEGER DEFAULT '0' NOT NULL, told_how TEXT DEFAULT '' NOT NULL, told_by INTEGER,
    version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(idea_id) REFERENCES idea (id), FOREIGN KEY(customer_id)
    REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id), FOREIGN KEY(told_by) REFERENCES staff (id) )
    """,
    """
    CREATE INDEX ix_idea_support_customer_id ON idea_support (customer_id)
    """,
    """
    CREATE INDEX ix_idea_support_idea_id ON idea_support (idea_id)
    """,
    """
    CREATE TABLE survey ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind TEXT DEFAULT '' NOT NULL, question TEXT
    DEFAULT '' NOT NULL, choices TEXT DEFAULT '' NOT NULL, more TEXT DEFAULT '' NOT NULL, texts TEXT DEFAULT '' NOT
    NULL, asks_name INTEGER DEFAULT '1' NOT NULL, state TEXT DEFAULT 'draft' NOT NULL, opened_at INTEGER, closed_at
    INTEGER, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, version INTEGER NOT NULL,
    crc INTEGER NOT NULL, FOREIGN KEY(staff_id) REFERENCES staff (id) )
    """,
    """
    CREATE TABLE answer ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, survey_id INTEGER NOT NULL, at INTEGER NOT
    NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, language TEXT DEFAULT '' NOT NULL, score INTEGER, choice TEXT DEFAULT
    '' NOT NULL, reasons TEXT DEFAULT '' NOT NULL, words TEXT DEFAULT '' NOT NULL, given_name TEXT DEFAULT '' NOT NULL,
    reply_to TEXT DEFAULT '' NOT NULL, state TEXT DEFAULT 'partial' NOT NULL, folded TEXT DEFAULT '' NOT NULL,
    feedback_id INTEGER, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(survey_id) REFERENCES survey (id) )
    """,
    """
    CREATE INDEX answer_survey ON answer (survey_id, at)
    """,
)
ANEW = {
    "shop": (
        """
        CREATE TABLE anew_shop ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, kind TEXT
        DEFAULT '' NOT NULL, address TEXT DEFAULT '' NOT NULL, reply_to TEXT DEFAULT '' NOT NULL, region TEXT DEFAULT
        'GB' NOT NULL, leap_rule TEXT DEFAULT '28feb' NOT NULL, demo INTEGER DEFAULT '0' NOT NULL, hours TEXT DEFAULT ''
        NOT NULL, closeness INTEGER DEFAULT '1' NOT NULL, recovery TEXT DEFAULT '' NOT NULL, screen TEXT DEFAULT '' NOT
        NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL )
        """,
        "id, name, kind, address, reply_to, region, leap_rule, demo, hours, closeness, version, crc",
    ),
    "staff": (
        """
        CREATE TABLE anew_staff ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, role
        TEXT DEFAULT '' NOT NULL, gone INTEGER DEFAULT '0' NOT NULL, pin TEXT DEFAULT '' NOT NULL, born_day INTEGER,
        born_month INTEGER, version INTEGER NOT NULL, crc INTEGER NOT NULL )
        """,
        "id, name, role, gone, version, crc",
    ),
}


def upgrade() -> None:
    for statement in NEW:
        op.execute(statement)
    for table, (create, columns) in ANEW.items():
        op.execute(create)
        op.execute(f"INSERT INTO anew_{table} ({columns}) SELECT {columns} FROM {table}")
        op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE anew_{table} RENAME TO {table}")
    op.execute("INSERT OR REPLACE INTO meta (key, value) SELECT 'stale', '1' WHERE EXISTS (SELECT 1 FROM customer)")
