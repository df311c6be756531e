"""Every table of the notebook on one page.

Three kinds of table, told apart by `info["role"]`:

- *kept* (the default): what people wrote. Journaled, so every change can be undone; each row has `version`
  (the journal step that last wrote it) and `crc` (a checksum of its values, so that a flipped letter is noticed).
- *derived*: follows from kept rows, renewed in the same commit by `notebook/derive`, never journaled.
- *own*: the store's own bookkeeping and drafts.

Kept tables say in `info` which `kind` of row they hold and which column names the customer (`customer`).
Moments are `at` (seconds since 1970, UTC) with `utc_offset` (minutes); prices are in hundredths of the shop's currency.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BLOB,
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from relnotebook.base.terms import Kind

metadata = MetaData()

HEAD = "0004"
"""The newest migration; a test keeps it equal to the newest script, so that opening need not import alembic."""


def _kept(name: str, kind: Kind, *columns: Any, customer: str | None = "customer_id") -> Table:
    """A journaled table with an identity that is never used again, a version and a checksum."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        *columns,
        Column("version", Integer, nullable=False),
        Column("crc", Integer, nullable=False),
        info={"role": "kept", "kind": kind, "customer": customer},
        sqlite_autoincrement=True,
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _of_customer() -> Column[int]:
    return Column("customer_id", ForeignKey("customer.id"), nullable=False, index=True)


def _by_staff() -> Column[int]:
    return Column("staff_id", ForeignKey("staff.id"), nullable=True)


def _stamp() -> tuple[Column[int], Column[int]]:
    return (
        Column("at", Integer, nullable=False),
        Column("utc_offset", Integer, nullable=False, server_default="0"),
    )


# Shop

shop = _kept(
    "shop",
    Kind.SHOP,
    _text("name"),
    _text("kind"),  # a key of notebook/shop.KINDS
    _text("address"),
    _text("reply_to"),
    Column("region", Text, nullable=False, server_default="GB"),  # ISO country, for phones without a +
    Column("leap_rule", Text, nullable=False, server_default="28feb"),  # 28feb or 1mar
    _flag("demo"),  # 1: the demo shop
    _text("hours"),  # JSON: weekday (Monday "0") to "08:00-18:00", left out = closed; '' = see notebook/hours
    Column("closeness", Integer, nullable=False, server_default="1"),  # 0: the shop wants no closeness score
    _text("recovery"),  # JSON: what colleagues may give to put something right, see notebook/recovery
    _text("screen"),  # JSON: languages and reasons of the customer screen, see notebook/screen
    customer=None,
)

closed_day = _kept(
    "closed_day",
    Kind.RULE,
    _text("first"),  # ISO date
    _text("last"),  # ISO date, the same for a single day
    _text("title"),  # "Summer break"
    customer=None,
)

lead = _kept(
    "lead",
    Kind.RULE,
    _text("scope"),  # shop, tag, card: the narrower one holds
    Column("tag_id", Integer, nullable=True),
    Column("customer_id", Integer, nullable=True),
    _text("kind"),  # birthday, name_day, anniversary, other, years; '' = all of them
    _text("days"),  # "7,0": a week before and on the day
)

template = _kept(
    "template",
    Kind.TEMPLATE,
    _text("kind"),  # a key of notebook/messages.KINDS
    _text("language"),  # "en"
    _text("words"),  # with fixed fields: "Hello {call_me|there}, ..."
    Column("position", Integer, nullable=False, server_default="0"),
    customer=None,
)

synonym = _kept(
    "synonym",
    Kind.SHOP,
    _text("word"),  # "nut"
    _text("covers"),  # "almond, hazelnut, walnut"
    customer=None,
)

staff = _kept(
    "staff",
    Kind.STAFF,
    _text("name"),
    _text("role"),
    _flag("gone"),
    _text("pin"),  # scrypt of the PIN with its salt (notebook/pins), '' = none
    Column("born_day", Integer, nullable=True),  # birthday, for the team only
    Column("born_month", Integer, nullable=True),
    customer=None,
)

# Customers

household = _kept("household", Kind.PERSON, _text("name"), _text("address"), customer=None)

customer = _kept(
    "customer",
    Kind.CUSTOMER,
    _text("name"),  # the full name as given; may be "tall man, grey dog"
    _text("call_name"),  # how to greet, '' = first word of the name
    _text("own_script"),  # the name in its own script
    _text("sort_name"),  # '' = name
    _text("say"),  # how to say the name: en-GOH-zee
    _text("pronouns"),
    _text("talk"),  # what to talk about
    _text("card_number"),
    Column("state", Text, nullable=False, server_default="active"),  # active, moved, deceased, do_not_contact
    Column("household_id", ForeignKey("household.id"), nullable=True, index=True),
    Column("added_at", Integer, nullable=False),
    Column("binned_at", Integer, nullable=True),  # in the bin since; None = not
    _text("language"),  # they read, for messages: "uk"; '' = the shop's
    _flag("no_greetings"),  # 1: asked for no personal greetings
    _text("bereaved_until"),  # ISO date up to which no cheerful greeting is fitting, '' = none
    _text("away_from"),  # ISO dates: "away till May"; the days between do not count as silence
    _text("away_until"),
    Column("rhythm_days", REAL, nullable=True),  # own rhythm set by hand, in days; None = learnt from visits
    Column("contact_counts", Integer, nullable=False, server_default="1"),  # 0: calls and messages do not reset rhythm
    _flag("no_closeness"),  # 1: no closeness score for this person
    Column("joined_into", Integer, nullable=True),  # the card this one was joined into; it is then in the bin
    _text("outside_id"),  # the identity of the card in the file it came from (vCard UID), so a second import updates
    customer="id",
)
Index("customer_card_number", customer.c.card_number, sqlite_where=customer.c.card_number != "")
Index("customer_outside_id", customer.c.outside_id, sqlite_where=customer.c.outside_id != "")
Index("customer_binned", customer.c.binned_at, sqlite_where=customer.c.binned_at.is_not(None))

photo = _kept("photo", Kind.PHOTO, _of_customer(), Column("jpeg", BLOB, nullable=False))

contact = _kept(
    "contact",
    Kind.CONTACT,
    _of_customer(),
    _text("channel"),  # phone, email, post, chat, social
    _text("value"),  # as typed
    _text("normal"),  # E.164 digits, folded e-mail: for matching
    _text("label"),
    _flag("bad"),  # 1: what was sent there came back
)
Index("contact_normal", contact.c.normal, sqlite_where=contact.c.normal != "")

consent = _kept(
    "consent",
    Kind.CONSENT,
    _of_customer(),
    _text("channel"),  # email, text, phone, post, chat
    _text("state"),  # given, withdrawn, refused; no row = not asked
    *_stamp(),
    _text("how"),  # counter, form, phone, kiosk, imported, joined
    _text("wording"),  # what they were told
    _by_staff(),
    _text("purpose"),  # '' = news and offers of the shop
    _text("basis"),  # a legal basis noted beside it; it changes nothing in the rule
)

suppression = _kept(
    "suppression",
    Kind.CONSENT,
    _text("channel"),  # of consent; "email/events" for a no to that purpose alone
    _text("digest"),  # salted hash of the address or number: it outlives the card
    _text("why"),  # withdrawn, refused, erased
    *_stamp(),
    customer=None,
)
Index("suppression_digest", suppression.c.digest)

not_same = _kept(
    "not_same",
    Kind.CUSTOMER,
    _of_customer(),
    Column("other_id", ForeignKey("customer.id"), nullable=False, index=True),  # said not to be the same person
    *_stamp(),
    _by_staff(),
)

special_date = _kept(
    "special_date",
    Kind.DATE,
    _of_customer(),
    _text("kind"),  # birthday, name_day, anniversary, other
    _text("title"),
    Column("day", Integer, nullable=True),
    Column("month", Integer, nullable=True),
    Column("year", Integer, nullable=True),
    _text("leap_rule"),  # '' = the shop's rule
)

person = _kept(
    "person",
    Kind.PERSON,
    _of_customer(),
    Column("other_id", ForeignKey("customer.id"), nullable=True, index=True),  # when they have a card too
    _text("relation"),  # Partner, Daughter, Dog
    _text("name"),
    _text("detail"),  # "4. Babyccino, no cocoa"
)

tag = _kept("tag", Kind.TAG, _text("name"), _text("folded"), customer=None)
tag.info["used_by"] = ("customer_tag", "tag_id")
customer_tag = _kept(
    "customer_tag", Kind.TAG, _of_customer(), Column("tag_id", ForeignKey("tag.id"), nullable=False, index=True)
)

field = _kept(
    "field",
    Kind.FIELD,
    _text("name"),
    _text("type"),  # text, number, date, yearless, yesno, choice, choices, link, money
    _text("choices"),  # one a line
    _flag("retired"),
    customer=None,
)
field_value = _kept(
    "field_value",
    Kind.FIELD,
    _of_customer(),
    Column("field_id", ForeignKey("field.id"), nullable=False, index=True),
    _text("value"),
)

# What we know

alert = _kept(
    "alert",
    Kind.ALERT,
    _of_customer(),
    _text("kind"),  # allergy, health, access, payment, please_do_not
    _text("severity"),  # severe, careful
    _text("title"),  # "Nut allergy"
    _text("advice"),  # "Clean jug and tongs."
    Column("checked_at", Integer, nullable=True),
    Column("checked_offset", Integer, nullable=False, server_default="0"),
    _by_staff(),
)

preference = _kept(
    "preference",
    Kind.PREFERENCE,
    _of_customer(),
    _text("category"),
    _text("strength"),  # never, loves, likes, dislikes
    _text("thing"),
    _text("source"),  # told, seen_once, seen_often
    *_stamp(),
    _by_staff(),
)

# The usual and visits

item = _kept("item", Kind.VISIT, _text("name"), _text("folded"), customer=None)
item.info["used_by"] = ("visit_item", "item_id")  # whoever named it first: it stays while somebody else uses it
Index("item_folded", item.c.folded)

usual = _kept(
    "usual",
    Kind.USUAL,
    _of_customer(),
    _text("whom"),  # '' = the customer; "Tom" = for Tom
    _text("line"),  # items as ordered, "; " between: "Oat flat white, extra hot; cardamom bun"
    _text("how"),  # "Own green cup, no lid"
    _text("source"),  # told, learnt
    Column("confirmed_at", Integer, nullable=True),
    Column("position", Integer, nullable=False, server_default="0"),
)

variation = _kept(
    "variation",
    Kind.USUAL,
    _of_customer(),
    Column("usual_id", ForeignKey("usual.id"), nullable=False, index=True),
    _text("rule"),  # weekday, after, before, months, asked
    _text("value"),  # weekday: "4" (Monday 0) or "5,6"; after/before: "15:00"; months: "6-8"; asked: words, "Hot days"
    _text("effect"),  # plus (one more item), change (a word to the first item), instead (another order)
    _text("thing"),  # "a cardamom bun", "decaf"
    Column("position", Integer, nullable=False, server_default="0"),
)

verdict = _kept(
    "verdict",
    Kind.USUAL,
    _of_customer(),
    _text("line"),  # the folded suggestion
    _text("answer"),  # confirmed, rejected
    *_stamp(),
    _by_staff(),
)

visit = _kept(
    "visit",
    Kind.VISIT,
    Column("customer_id", ForeignKey("customer.id"), nullable=False),
    *_stamp(),
    _by_staff(),
    Column("usual_id", Integer, nullable=True),  # had as the usual; the usual itself may be gone since
    _text("note"),
    _text("source"),  # counter, import, command
)
Index("visit_customer_at", visit.c.customer_id, visit.c.at)
Index("visit_at", visit.c.at, visit.c.customer_id, visit.c.utc_offset)  # all that the counter at rest reads

visit_item = _kept(
    "visit_item",
    Kind.VISIT,
    Column("visit_id", ForeignKey("visit.id"), nullable=False),
    Column(
        "item_id", Integer, nullable=False
    ),  # of item; a key of SQLite's would search all lines for each item removed
    Column("quantity", REAL, nullable=False, server_default="1"),
    Column("price", Integer, nullable=True),
    customer=None,
)
Index("visit_item_visit", visit_item.c.visit_id)

# Timeline

touchpoint = _kept(
    "touchpoint",
    Kind.TOUCHPOINT,
    _of_customer(),
    *_stamp(),
    _text("channel"),  # in_person, phone, email, social, chat
    _text("moment"),  # before, during, after
    _text("words"),
    _text("feeling"),  # delighted, happy, so_so, puzzled, let_down, upset, ''
    _by_staff(),
    _text("source"),  # '' = by hand, touch = a touch done, mailing = an export, which is no contact of ours with them
)

note = _kept("note", Kind.NOTE, _of_customer(), *_stamp(), _text("words"), _flag("private"), _by_staff())

# Touches

reminder = _kept(
    "reminder",
    Kind.REMINDER,
    _of_customer(),
    _text("kind"),  # promise, reminder, follow_up, ask (at the next visit; "ask/email": about consent), check (expires)
    _text("words"),  # "Tell her when the dark rye is back"
    _text("due"),  # ISO date; '' = at the next visit
    _text("every"),  # '' once; "10 days", "2 weeks", "1 months", "1 years", "weekday 4" (Monday 0)
    _flag("from_done"),  # 1: the next one counts from the day it was done, 0: from the calendar
    Column("owner_id", ForeignKey("staff.id"), nullable=True),  # who promised, or who is to do it
    Column("touchpoint_id", Integer, nullable=True),  # what it follows up
    _text("state"),  # open, done, dropped
    *_stamp(),
    _by_staff(),
)
Index("reminder_due", reminder.c.state, reminder.c.due)

touch_mark = _kept(
    "touch_mark",
    Kind.TOUCH,
    _of_customer(),
    _text("touch"),  # the key of the touch (notebook/due), or for 'never' a kind
    _text("state"),  # done, snoozed, skipped, never
    _text("until"),  # local ISO moment up to which it sleeps ("2026-11-21T08:00"); '' with wakes
    _text("wakes"),  # next_visit: it sleeps until the card is opened or a visit is logged
    _text("was_due"),  # ISO date it was due on before anybody put it off
    *_stamp(),
    _by_staff(),
)
Index("touch_mark_at", touch_mark.c.at)

# Feedback

feedback = _kept(
    "feedback",
    Kind.FEEDBACK,
    Column("customer_id", ForeignKey("customer.id"), nullable=True, index=True),  # None: somebody without a card
    _text("words"),  # verbatim
    _text("kind"),  # praise, complaint, suggestion, question; of a colleague also mood
    _text("feeling"),  # as touchpoint.feeling
    _text("severity"),  # minor, real, serious; '' = not said
    Column("rating", Integer, nullable=True),  # 1 to 5
    *_stamp(),
    _text("channel"),
    _text("moment"),
    Column("visit_id", Integer, nullable=True),  # about which visit; it may be gone since
    _text("about"),  # about what: "flat white"
    _by_staff(),  # who wrote it down
    Column("owner_id", ForeignKey("staff.id"), nullable=True),  # who takes care of it
    _text("due"),  # ISO date by which something is to be done, '' = none
    Column("status", Text, nullable=False, server_default="new"),  # new, acting, tell, told
    Column("status_at", Integer, nullable=False, server_default="0"),  # since when
    _text("decision"),  # yes, not_now, no; '' = not decided
    _text("why"),  # the reason of a no or not now
    _text("you_said"),  # in our words, for the wall
    _text("we_did"),
    _flag("named"),  # 1: the customer agreed to be named on the wall
    _text("told_how"),  # channel
    _text("told_words"),
    Column("told_at", Integer, nullable=True),
    Column("told_offset", Integer, nullable=False, server_default="0"),
    Column("told_by", ForeignKey("staff.id"), nullable=True),
    _text("gave"),  # what was given to put it right: "A free flat white"
    Column("cost", Integer, nullable=True),  # of that, in hundredths of the shop's currency
    _text("enough"),  # was it enough? yes, no; '' = not asked yet
    Column("follow_up_id", Integer, nullable=True),  # the reminder that asks
    _text("given_name"),  # as left on the customer screen
    _text("reply_to"),  # phone or e-mail left there
    _text("language"),  # it was given in
    _text("source"),  # counter, kiosk, command, import
    _flag("of_staff"),  # 1: a colleague's own words, apart from the customers'
    Column("by_id", ForeignKey("staff.id"), nullable=True),  # whose own; None = anonymous
    _flag("shared"),  # 1: the colleague wishes others to see it
)
Index("feedback_status", feedback.c.of_staff, feedback.c.status, feedback.c.at)
Index("feedback_at", feedback.c.of_staff, feedback.c.at)

feedback_step = _kept(
    "feedback_step",
    Kind.FEEDBACK,
    Column("feedback_id", ForeignKey("feedback.id"), nullable=False, index=True),
    Column("customer_id", Integer, nullable=True),  # as in the feedback
    _text("step"),  # listen, acknowledge, solve, thank, follow_up, tell, answer
    _text("words"),
    _flag("done"),
    *_stamp(),
    _by_staff(),
)

idea = _kept(
    "idea",
    Kind.IDEA,
    Column("customer_id", ForeignKey("customer.id"), nullable=True, index=True),  # who suggested it
    _text("title"),
    _text("words"),  # as it was said
    Column("stage", Text, nullable=False, server_default="heard"),  # heard, thinking, trying, menu, not_now
    Column("stage_at", Integer, nullable=False, server_default="0"),
    Column("position", Integer, nullable=False, server_default="0"),  # within its stage
    _text("why"),  # the kind reason of a not now
    _text("note"),  # "Jonas tries it with four regulars in December."
    Column("goal", Integer, nullable=True),  # of a trial: 50
    Column("reached", Integer, nullable=True),  # 32
    _text("unit"),  # "cups"
    _text("until"),  # ISO date up to which it is tried or offered
    _text("offer"),  # "Decaf after noon at no extra cost"
    Column("price", Integer, nullable=True),
    _text("item"),  # what to count among the visits: "Decaf"
    _flag("credit"),  # 1: who suggested it may be named
    Column("public", Integer, nullable=False, server_default="1"),  # 0: not on the vote sheet
    Column("feedback_id", Integer, nullable=True),  # the words it came from
    Column("joined_into", Integer, nullable=True),  # the idea it is a twin of
    *_stamp(),
    _text("channel"),
    _by_staff(),
    _text("given_name"),  # as left on the customer screen
    _text("source"),  # counter, kiosk, command
    _flag("of_staff"),
    Column("by_id", ForeignKey("staff.id"), nullable=True),
    _flag("shared"),
)
Index("idea_stage", idea.c.of_staff, idea.c.stage, idea.c.position)

idea_support = _kept(
    "idea_support",
    Kind.IDEA,
    Column("idea_id", ForeignKey("idea.id"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customer.id"), nullable=True, index=True),  # None: a tally
    Column("tally", Integer, nullable=False, server_default="1"),  # how many, of a tally
    Column("weight", Integer, nullable=False, server_default="1"),  # how much they want it, 1 to 3
    _text("quote"),
    *_stamp(),
    _text("channel"),
    _by_staff(),
    Column("told_at", Integer, nullable=True),
    Column("told_offset", Integer, nullable=False, server_default="0"),
    _text("told_how"),
    Column("told_by", ForeignKey("staff.id"), nullable=True),
)

survey = _kept(
    "survey",
    Kind.SURVEY,
    _text("kind"),  # faces (CSAT), nps (0 to 10), choices, words
    _text("question"),
    _text("choices"),  # one a line
    _text("more"),  # the question after it, for words; '' = none
    _text("texts"),  # JSON: the same in other languages, {"de": {"question": ..., "choices": ..., "more": ...}}
    Column("asks_name", Integer, nullable=False, server_default="1"),
    Column("state", Text, nullable=False, server_default="draft"),  # draft, live, closed
    Column("opened_at", Integer, nullable=True),
    Column("closed_at", Integer, nullable=True),
    *_stamp(),
    _by_staff(),
    customer=None,
)

answer = _kept(
    "answer",
    Kind.ANSWER,
    Column("survey_id", ForeignKey("survey.id"), nullable=False),
    *_stamp(),
    _text("language"),
    Column("score", Integer, nullable=True),  # faces 1 (really bad) to 5 (wonderful), nps 0 to 10
    _text("choice"),  # as written in survey.choices
    _text("reasons"),  # keys of notebook/screen, comma between
    _text("words"),
    _text("given_name"),
    _text("reply_to"),
    Column("state", Text, nullable=False, server_default="partial"),  # partial, complete
    _text("folded"),  # burst: children played with it; it counts in no figure
    Column("feedback_id", Integer, nullable=True),  # what it became in the inbox
    customer=None,
)
Index("answer_survey", answer.c.survey_id, answer.c.at)

# Groups and what left the shop

segment = _kept(
    "segment",
    Kind.SEGMENT,
    _text("name"),
    _text("rules"),  # JSON, see notebook/segments
    _flag("frozen"),  # 1: a copy of who was in it, which stays as it is
    Column("position", Integer, nullable=False, server_default="0"),
    *_stamp(),
    _by_staff(),
    customer=None,
)
segment_member = _kept(
    "segment_member",
    Kind.SEGMENT,
    Column("segment_id", ForeignKey("segment.id"), nullable=False, index=True),
    _of_customer(),
)

export = _kept(
    "export",
    Kind.EXPORT,
    *_stamp(),
    _by_staff(),
    _text("format"),  # mailchimp, vcard3, labels, ...
    _text("channel"),  # whose consent was asked for; '' with own_use
    _text("purpose"),
    _flag("own_use"),  # 1: an address book for the shop itself, not for mailings
    _text("segment"),  # name of the group, '' = everybody
    _text("file"),  # name without its folder
    Column("people", Integer, nullable=False, server_default="0"),
    customer=None,
)
export_person = _kept(
    "export_person",
    Kind.EXPORT,
    Column("export_id", ForeignKey("export.id"), nullable=False, index=True),
    _of_customer(),
)

layout = _kept(
    "layout",
    Kind.RULE,
    _text("name"),
    _text("columns"),  # JSON: what stands in each column under which heading
    _text("options"),  # JSON: separator, letters, dates, channel
    customer=None,
)
label_sheet = _kept("label_sheet", Kind.RULE, _text("name"), _text("geometry"), customer=None)

# Derived


def _derived(name: str, *columns: Any, **options: Any) -> Table:
    return Table(name, metadata, *columns, info={"role": "derived"}, **options)


customer_stat = _derived(
    "customer_stat",
    Column("customer_id", Integer, primary_key=True),
    Column("visits", Integer, nullable=False, server_default="0"),
    Column("first_at", Integer, nullable=True),
    Column("last_at", Integer, nullable=True),
    Column("last_offset", Integer, nullable=False, server_default="0"),
    Column("gap_days", REAL, nullable=True),  # median gap between visit days, newest 200 visits, without days closed
    Column("gaps", Integer, nullable=False, server_default="0"),  # what notebook/rhythm needs: number of gaps,
    Column("gap_weight", REAL, nullable=False, server_default="0"),  # sum of their weights,
    Column("gap_sum", REAL, nullable=False, server_default="0"),  # weighted sum of days
    Column("contact_at", Integer, nullable=True),  # last real contact that was no visit
    Column("contact_offset", Integer, nullable=False, server_default="0"),
    Column("contact_channel", Text, nullable=False, server_default=""),
    Column("learnt", Text, nullable=False, server_default=""),  # notebook/usual: decayed counts as JSON
)

closeness = _derived(
    "closeness",
    Column("customer_id", Integer, primary_key=True),
    Column("score", Integer, nullable=False),
    Column("rhythm", Integer, nullable=False),  # the points it is made of, see notebook/closeness
    Column("tastes", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("touchpoints", Integer, nullable=False),
    Column("joined", Integer, nullable=False),
    Column("floor", Integer, nullable=False),
    Column("changes_on", Text, nullable=False, server_default=""),  # ISO date on which time alone changes it, '' never
)
Index("closeness_changes", closeness.c.changes_on)

touch = _derived(
    "touch",
    Column("customer_id", Integer, primary_key=True),
    Column("key", Text, primary_key=True),  # "date-12-2026", "slipping-20401", "reminder-7-2026-11-18"
    Column("kind", Text, nullable=False),
    Column("source_id", Integer, nullable=False, server_default="0"),  # special_date or reminder it comes from
    Column("number", Integer, nullable=False, server_default="0"),  # years it turns, visits it makes; 0 = not known
    Column("due", Text, nullable=False),  # ISO date on which it is to be done; '' = at the next visit
    Column("day", Text, nullable=False),  # ISO date of the occasion itself (or its month): the shop may be closed on it
    Column("opens", Text, nullable=False),  # ISO date from which it is to be done (lead time)
    Column("until", Text, nullable=False, server_default=""),  # local ISO moment up to which it sleeps
    Column("rank", REAL, nullable=False, server_default="0"),  # among its kind, the most pressing first
    Column("was_due", Text, nullable=False, server_default=""),  # ISO date before it was put off
    sqlite_with_rowid=False,
)
Index("touch_opens", touch.c.opens, touch.c.kind)
Index("touch_kind", touch.c.kind, touch.c.rank)

item_stat = _derived(
    "item_stat",
    Column("item_id", Integer, primary_key=True),
    Column("visits", Integer, nullable=False, server_default="0"),  # visits that held the item; item 0: all visits
)

# Search: one document a customer (old texts are needed to take words out of a contentless index)
find_doc = _derived(
    "find_doc",
    Column("rank", Integer, primary_key=True),  # rowid of the index: (32767 - score) << 24 | customer id
    Column("customer_id", Integer, nullable=False, unique=True),
    Column("names", Text, nullable=False),
    Column("ids", Text, nullable=False),
    Column("usual", Text, nullable=False),
    Column("tags", Text, nullable=False, server_default=""),
)
find_word = _derived(
    "find_word",
    Column("word", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)
find_near = _derived(
    "find_near",
    Column("shorter", Text, nullable=False, primary_key=True),  # a word with at most one letter taken out
    Column("word", Text, nullable=False, primary_key=True),
    sqlite_with_rowid=False,
)

FIND_INDEX = (
    "CREATE VIRTUAL TABLE find USING fts5(names, ids, usual, tags, content='', prefix='1 2 3', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")"
)

# Own


def _own(name: str, *columns: Any, **options: Any) -> Table:
    return Table(name, metadata, *columns, info={"role": "own"}, **options)


meta = _own("meta", Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

alembic_version = _own("alembic_version", Column("version_num", Text, primary_key=True))

draft = _own(
    "draft",
    Column("place", Text, primary_key=True),  # "counter/new", "card/7/note"
    Column("words", Text, nullable=False),  # JSON of the half-typed fields
    Column("at", Integer, nullable=False),
)

batch = _own(
    "batch",
    Column("id", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("label", Text, nullable=False, server_default="{}"),
    Column("state", Text, nullable=False),  # open, done, undone
    Column("owner", Text, nullable=False, server_default=""),  # host:process that writes it, while open
    Column("at", Integer, nullable=False),
    sqlite_autoincrement=True,
)

step = _own(
    "step",
    Column("id", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("label", Text, nullable=False, server_default="{}"),  # JSON of the words of the sentence
    Column("at", Integer, nullable=False),
    Column("utc_offset", Integer, nullable=False, server_default="0"),
    Column("staff_id", Integer, nullable=True),
    Column("till", Text, nullable=False),
    Column("batch_id", ForeignKey("batch.id"), nullable=True, index=True),
    Column("undoes", Integer, nullable=True),  # the step whose images this one put back
    Column("undone", Integer, nullable=False, server_default="0"),  # 1: taken back; 2: can no longer be taken back
    Column(
        "joins", Text, nullable=False, server_default=""
    ),  # edits of the same field within a short while share a step
    sqlite_autoincrement=True,
)

image = _own(
    "image",
    Column("id", Integer, primary_key=True),
    Column("step_id", ForeignKey("step.id"), nullable=False, index=True),
    Column("tbl", Text, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("last_id", Integer, nullable=False),  # = row_id, or the end of a range of inserted rows
    Column("customer_id", Integer, nullable=True, index=True),
    Column("before", Text, nullable=True),  # JSON of the row before, None: there was none; a list for a range
    Column("after", Integer, nullable=True),  # version after the step; None: the row was removed
)

UniqueConstraint(customer_tag.c.customer_id, customer_tag.c.tag_id, name="one_tag_once")

kept = tuple(t for t in metadata.sorted_tables if t.info["role"] == "kept")
"""Journaled tables, parents before children: the order in which rows are put back; reversed, taken out."""

derived = tuple(t for t in metadata.sorted_tables if t.info["role"] == "derived")
