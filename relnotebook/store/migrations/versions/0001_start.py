"""The first schema, as it was when the first shop wrote into it. Never changed again: later scripts change it."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE batch (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, act TEXT NOT NULL, label TEXT DEFAULT '{}'
    NOT NULL, state TEXT NOT NULL, owner TEXT DEFAULT '' NOT NULL, at INTEGER NOT NULL)
    """,
    """
    CREATE TABLE customer_stat (customer_id INTEGER NOT NULL, visits INTEGER DEFAULT '0' NOT NULL, first_at INTEGER,
    last_at INTEGER, last_offset INTEGER DEFAULT '0' NOT NULL, gap_days REAL, learnt TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (customer_id))
    """,
    """
    CREATE TABLE draft (place TEXT NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (place))
    """,
    """
    CREATE TABLE field (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, type TEXT
    DEFAULT '' NOT NULL, choices TEXT DEFAULT '' NOT NULL, retired INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT
    NULL, crc INTEGER NOT NULL)
    """,
    """
    CREATE TABLE find_doc (rank INTEGER NOT NULL, customer_id INTEGER NOT NULL, names TEXT NOT NULL, ids TEXT NOT
    NULL, usual TEXT NOT NULL, tags TEXT DEFAULT '' NOT NULL, PRIMARY KEY (rank), UNIQUE (customer_id))
    """,
    """
    CREATE TABLE find_near (shorter TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (shorter, word)) WITHOUT ROWID
    """,
    """
    CREATE TABLE find_word (word TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (word)) WITHOUT ROWID
    """,
    """
    CREATE TABLE household (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, address
    TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL)
    """,
    """
    CREATE TABLE item (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, folded TEXT
    DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL)
    """,
    """
    CREATE INDEX item_folded ON item (folded)
    """,
    """
    CREATE TABLE item_stat (item_id INTEGER NOT NULL, visits INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (item_id))
    """,
    """
    CREATE TABLE meta ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"))
    """,
    """
    CREATE TABLE shop (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, kind TEXT
    DEFAULT '' NOT NULL, address TEXT DEFAULT '' NOT NULL, reply_to TEXT DEFAULT '' NOT NULL, region TEXT DEFAULT
    'GB' NOT NULL, leap_rule TEXT DEFAULT '28feb' NOT NULL, demo INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT
    NULL, crc INTEGER NOT NULL)
    """,
    """
    CREATE TABLE staff (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, role TEXT
    DEFAULT '' NOT NULL, gone INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL)
    """,
    """
    CREATE TABLE synonym (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, word TEXT DEFAULT '' NOT NULL, covers TEXT
    DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL)
    """,
    """
    CREATE TABLE tag (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, folded TEXT
    DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL)
    """,
    """
    CREATE TABLE customer (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT DEFAULT '' NOT NULL, call_name
    TEXT DEFAULT '' NOT NULL, own_script TEXT DEFAULT '' NOT NULL, sort_name TEXT DEFAULT '' NOT NULL, say TEXT
    DEFAULT '' NOT NULL, pronouns TEXT DEFAULT '' NOT NULL, talk TEXT DEFAULT '' NOT NULL, card_number TEXT DEFAULT
    '' NOT NULL, state TEXT DEFAULT 'active' NOT NULL, household_id INTEGER, added_at INTEGER NOT NULL, binned_at
    INTEGER, outside_id TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN
    KEY(household_id) REFERENCES household (id))
    """,
    """
    CREATE INDEX customer_card_number ON customer (card_number) WHERE card_number != ''
    """,
    """
    CREATE INDEX customer_outside_id ON customer (outside_id) WHERE outside_id != ''
    """,
    """
    CREATE INDEX ix_customer_household_id ON customer (household_id)
    """,
    """
    CREATE TABLE step (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, act TEXT NOT NULL, label TEXT DEFAULT '{}' NOT
    NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, till TEXT NOT NULL,
    batch_id INTEGER, undoes INTEGER, undone INTEGER DEFAULT '0' NOT NULL, joins TEXT DEFAULT '' NOT NULL, FOREIGN
    KEY(batch_id) REFERENCES batch (id))
    """,
    """
    CREATE INDEX ix_step_batch_id ON step (batch_id)
    """,
    """
    CREATE TABLE alert (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, kind TEXT
    DEFAULT '' NOT NULL, severity TEXT DEFAULT '' NOT NULL, title TEXT DEFAULT '' NOT NULL, advice TEXT DEFAULT ''
    NOT NULL, checked_at INTEGER, checked_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, version INTEGER NOT
    NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES
    staff (id))
    """,
    """
    CREATE INDEX ix_alert_customer_id ON alert (customer_id)
    """,
    """
    CREATE TABLE consent (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, channel TEXT
    DEFAULT '' NOT NULL, state TEXT DEFAULT '' NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT
    NULL, how TEXT DEFAULT '' NOT NULL, wording TEXT DEFAULT '' NOT NULL, staff_id INTEGER, version INTEGER NOT
    NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES
    staff (id))
    """,
    """
    CREATE INDEX ix_consent_customer_id ON consent (customer_id)
    """,
    """
    CREATE TABLE contact (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, channel TEXT
    DEFAULT '' NOT NULL, value TEXT DEFAULT '' NOT NULL, normal TEXT DEFAULT '' NOT NULL, label TEXT DEFAULT '' NOT
    NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id))
    """,
    """
    CREATE INDEX contact_normal ON contact (normal) WHERE normal != ''
    """,
    """
    CREATE INDEX ix_contact_customer_id ON contact (customer_id)
    """,
    """
    CREATE TABLE customer_tag (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, tag_id
    INTEGER NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer
    (id), FOREIGN KEY(tag_id) REFERENCES tag (id), CONSTRAINT one_tag_once UNIQUE (customer_id, tag_id))
    """,
    """
    CREATE INDEX ix_customer_tag_customer_id ON customer_tag (customer_id)
    """,
    """
    CREATE INDEX ix_customer_tag_tag_id ON customer_tag (tag_id)
    """,
    """
    CREATE TABLE field_value (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, field_id
    INTEGER NOT NULL, value TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN
    KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(field_id) REFERENCES field (id))
    """,
    """
    CREATE INDEX ix_field_value_customer_id ON field_value (customer_id)
    """,
    """
    CREATE INDEX ix_field_value_field_id ON field_value (field_id)
    """,
    """
    CREATE TABLE image (id INTEGER NOT NULL, step_id INTEGER NOT NULL, tbl TEXT NOT NULL, row_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL, customer_id INTEGER, "before" TEXT, "after" INTEGER, PRIMARY KEY (id), FOREIGN
    KEY(step_id) REFERENCES step (id))
    """,
    """
    CREATE INDEX ix_image_customer_id ON image (customer_id)
    """,
    """
    CREATE INDEX ix_image_step_id ON image (step_id)
    """,
    """
    CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, at INTEGER NOT
    NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, words TEXT DEFAULT '' NOT NULL, private INTEGER DEFAULT '0' NOT
    NULL, staff_id INTEGER, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES
    customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id))
    """,
    """
    CREATE INDEX ix_note_customer_id ON note (customer_id)
    """,
    """
    CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, other_id
    INTEGER, relation TEXT DEFAULT '' NOT NULL, name TEXT DEFAULT '' NOT NULL, detail TEXT DEFAULT '' NOT NULL,
    version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN
    KEY(other_id) REFERENCES customer (id))
    """,
    """
    CREATE INDEX ix_person_customer_id ON person (customer_id)
    """,
    """
    CREATE INDEX ix_person_other_id ON person (other_id)
    """,
    """
    CREATE TABLE photo (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, jpeg BLOB NOT
    NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id))
    """,
    """
    CREATE INDEX ix_photo_customer_id ON photo (customer_id)
    """,
    """
    CREATE TABLE preference (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, category
    TEXT DEFAULT '' NOT NULL, strength TEXT DEFAULT '' NOT NULL, thing TEXT DEFAULT '' NOT NULL, source TEXT DEFAULT
    '' NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, version INTEGER NOT
    NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES
    staff (id))
    """,
    """
    CREATE INDEX ix_preference_customer_id ON preference (customer_id)
    """,
    """
    CREATE TABLE special_date (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, kind
    TEXT DEFAULT '' NOT NULL, title TEXT DEFAULT '' NOT NULL, day INTEGER, month INTEGER, year INTEGER, leap_rule
    TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES
    customer (id))
    """,
    """
    CREATE INDEX ix_special_date_customer_id ON special_date (customer_id)
    """,
    """
    CREATE TABLE touchpoint (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, at INTEGER
    NOT NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, channel TEXT DEFAULT '' NOT NULL, moment TEXT DEFAULT '' NOT
    NULL, words TEXT DEFAULT '' NOT NULL, feeling TEXT DEFAULT '' NOT NULL, staff_id INTEGER, version INTEGER NOT
    NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES
    staff (id))
    """,
    """
    CREATE INDEX ix_touchpoint_customer_id ON touchpoint (customer_id)
    """,
    """
    CREATE TABLE usual (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, whom TEXT
    DEFAULT '' NOT NULL, line TEXT DEFAULT '' NOT NULL, how TEXT DEFAULT '' NOT NULL, source TEXT DEFAULT '' NOT
    NULL, confirmed_at INTEGER, position INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT
    NULL, FOREIGN KEY(customer_id) REFERENCES customer (id))
    """,
    """
    CREATE INDEX ix_usual_customer_id ON usual (customer_id)
    """,
    """
    CREATE TABLE verdict (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, line TEXT
    DEFAULT '' NOT NULL, answer TEXT DEFAULT '' NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER DEFAULT '0' NOT
    NULL, staff_id INTEGER, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES
    customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id))
    """,
    """
    CREATE INDEX ix_verdict_customer_id ON verdict (customer_id)
    """,
    """
    CREATE TABLE visit (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, at INTEGER NOT
    NULL, utc_offset INTEGER DEFAULT '0' NOT NULL, staff_id INTEGER, usual_id INTEGER, note TEXT DEFAULT '' NOT
    NULL, source TEXT DEFAULT '' NOT NULL, version INTEGER NOT NULL, crc INTEGER NOT NULL, FOREIGN KEY(customer_id)
    REFERENCES customer (id), FOREIGN KEY(staff_id) REFERENCES staff (id))
    """,
    """
    CREATE INDEX visit_at ON visit (at, customer_id, utc_offset)
    """,
    """
    CREATE INDEX visit_customer_at ON visit (customer_id, at)
    """,
    """
    CREATE TABLE variation (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL, usual_id
    INTEGER NOT NULL, rule TEXT DEFAULT '' NOT NULL, value TEXT DEFAULT '' NOT NULL, effect TEXT DEFAULT '' NOT
    NULL, thing TEXT DEFAULT '' NOT NULL, position INTEGER DEFAULT '0' NOT NULL, version INTEGER NOT NULL, crc
    INTEGER NOT NULL, FOREIGN KEY(customer_id) REFERENCES customer (id), FOREIGN KEY(usual_id) REFERENCES usual
    (id))
    """,
    """
    CREATE INDEX ix_variation_customer_id ON variation (customer_id)
    """,
    """
    CREATE INDEX ix_variation_usual_id ON variation (usual_id)
    """,
    """
    CREATE TABLE visit_item (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, visit_id INTEGER NOT NULL, item_id
    INTEGER NOT NULL, quantity REAL DEFAULT '1' NOT NULL, price INTEGER, version INTEGER NOT NULL, crc INTEGER NOT
    NULL, FOREIGN KEY(visit_id) REFERENCES visit (id))
    """,
    """
    CREATE INDEX visit_item_visit ON visit_item (visit_id)
    """,
)
INDEX = (
    "CREATE VIRTUAL TABLE find USING fts5(names, ids, usual, tags, content='', "
    "prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")",
)


def upgrade() -> None:
    for statement in (*TABLES, *INDEX):
        op.execute(statement)
