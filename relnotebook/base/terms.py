"""The words all rooms share: identities, kinds of row, acts and what an act changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

CustomerId = NewType("CustomerId", int)
VisitId = NewType("VisitId", int)
StaffId = NewType("StaffId", int)
StepId = NewType("StepId", int)
GroupId = NewType("GroupId", int)


class Kind(StrEnum):
    """What a row is about; the unit in which pages ask whether a change concerns them."""

    SHOP = "shop"
    STAFF = "staff"
    CUSTOMER = "customer"
    CONTACT = "contact"
    CONSENT = "consent"
    ALERT = "alert"
    PREFERENCE = "preference"
    USUAL = "usual"
    VISIT = "visit"
    TOUCHPOINT = "touchpoint"
    NOTE = "note"
    DATE = "date"
    PERSON = "person"
    TAG = "tag"
    FIELD = "field"
    PHOTO = "photo"
    REMINDER = "reminder"
    TOUCH = "touch"
    TEMPLATE = "template"
    RULE = "rule"
    FEEDBACK = "feedback"
    IDEA = "idea"
    SURVEY = "survey"
    ANSWER = "answer"
    SEGMENT = "segment"
    EXPORT = "export"


class Act(StrEnum):
    """Every act by name. The sentence for the undo menu and the history is made from it in widgets/say."""

    # Customers
    ADD_CUSTOMER = "add customer"
    EDIT_CUSTOMER = "edit customer"
    SET_STATE = "set state"
    BIN_CUSTOMER = "bin customer"
    UNBIN_CUSTOMER = "take customer from bin"
    SET_PHOTO = "set photo"
    REMOVE_PHOTO = "remove photo"
    EDIT_CONTACT = "edit contact"
    REMOVE_CONTACT = "remove contact"
    RECORD_CONSENT = "record consent"
    SET_DATE = "set date"
    REMOVE_DATE = "remove date"
    SET_PERSON = "set person"
    REMOVE_PERSON = "remove person"
    SET_HOUSEHOLD = "set household"
    ADD_TAG = "add tag"
    REMOVE_TAG = "remove tag"
    SET_FIELD = "set field"
    DEFINE_FIELD = "define field"
    # What we know
    SET_ALERT = "set alert"
    REMOVE_ALERT = "remove alert"
    CONFIRM_ALERT = "confirm alert"
    SET_PREFERENCE = "set preference"
    REMOVE_PREFERENCE = "remove preference"
    # The usual and visits
    SET_USUAL = "set usual"
    REMOVE_USUAL = "remove usual"
    CONFIRM_USUAL = "confirm usual"
    REJECT_USUAL = "reject usual"
    SET_VARIATION = "set variation"
    REMOVE_VARIATION = "remove variation"
    LOG_USUAL = "log usual"
    LOG_VISIT = "log visit"
    EDIT_VISIT = "edit visit"
    REMOVE_VISIT = "remove visit"
    # Timeline
    ADD_NOTE = "add note"
    EDIT_NOTE = "edit note"
    REMOVE_NOTE = "remove note"
    LOG_TOUCHPOINT = "log touchpoint"
    REMOVE_TOUCHPOINT = "remove touchpoint"
    # Touches
    SET_REMINDER = "set reminder"
    REMOVE_REMINDER = "remove reminder"
    DO_TOUCH = "do touch"
    SNOOZE_TOUCH = "snooze touch"
    SKIP_TOUCH = "skip touch"
    STOP_TOUCH = "never this touch"
    WAKE_TOUCH = "wake touch"
    ALLOW_TOUCH = "this touch again"
    SET_TACT = "set tact"
    SET_LEAD = "set lead"
    REMOVE_LEAD = "remove lead"
    SET_TEMPLATE = "set template"
    REMOVE_TEMPLATE = "remove template"
    SET_HOURS = "set hours"
    SET_CLOSED = "set closed days"
    REMOVE_CLOSED = "remove closed days"
    # Feedback
    ADD_FEEDBACK = "add feedback"
    EDIT_FEEDBACK = "edit feedback"
    REMOVE_FEEDBACK = "remove feedback"
    LINK_FEEDBACK = "link feedback"
    HAND_OVER = "hand over feedback"
    WRITE_STEP = "write step"
    DO_STEP = "do step"
    REOPEN_STEP = "reopen step"
    GIVE = "give something"
    DECIDE_FEEDBACK = "decide feedback"
    TELL_FEEDBACK = "tell feedback"
    ASK_ENOUGH = "ask whether it was enough"
    ADD_IDEA = "add idea"
    EDIT_IDEA = "edit idea"
    REMOVE_IDEA = "remove idea"
    MOVE_IDEA = "move idea"
    SUPPORT_IDEA = "support idea"
    WITHDRAW_SUPPORT = "withdraw support"
    TALLY_IDEA = "tally idea"
    JOIN_IDEAS = "join ideas"
    TELL_IDEA = "tell idea"
    SET_SURVEY = "set survey"
    REMOVE_SURVEY = "remove survey"
    OPEN_SURVEY = "open survey"
    CLOSE_SURVEY = "close survey"
    ANSWER_SURVEY = "answer survey"
    SET_RECOVERY = "set recovery"
    SET_SCREEN = "set customer screen"
    SET_PIN = "set pin"
    # People in and out
    JOIN_CARDS = "join cards"
    PART_CARDS = "part cards"
    NOT_SAME = "not the same"
    UNDO_IMPORT = "undo import"
    SET_SEGMENT = "set segment"
    REMOVE_SEGMENT = "remove segment"
    FREEZE_SEGMENT = "freeze segment"
    SUPPRESS = "suppress address"
    EXPORT_PEOPLE = "export people"
    SET_LAYOUT = "set layout"
    REMOVE_LAYOUT = "remove layout"
    SET_SHEET = "set label sheet"
    REMOVE_SHEET = "remove label sheet"
    # Shop
    EDIT_SHOP = "edit shop"
    EDIT_STAFF = "edit staff"
    REMOVE_STAFF = "remove staff"
    EDIT_SYNONYMS = "edit synonyms"
    # Many at once
    IMPORT_CONTACTS = "import contacts"
    IMPORT_VISITS = "import visits"
    # The store's own
    UNDO = "undo"
    REDO = "redo"
    START_NOTEBOOK = "start notebook"
    FURNISH_DEMO = "furnish demo"
    REBUILD = "rebuild"
    DAY_TURNED = "day turned"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a committed write leaves behind, derived from the journal, never kept by hand.

    Attributes:
        act: what was done (for an undo: UNDO).
        kinds: kinds of row that changed.
        customers: customers concerned; empty with kinds set means "any", as after an import.
        step: its place in the journal.
        label: names for the sentence, e.g. {"name": "Ngozi", "what": "log usual"}.
        elsewhere: another till wrote it.
        aside: it came from a place beside this till (the customer screen): undo here takes back something else.
    """

    act: Act
    kinds: frozenset[Kind]
    customers: frozenset[CustomerId]
    step: StepId
    label: tuple[tuple[str, str], ...] = ()
    elsewhere: bool = False
    aside: bool = False

    def concerns(self, customer: CustomerId) -> bool:
        """Whether a view of this one customer may show something else now."""
        return not self.customers or customer in self.customers

    def fact(self, key: str) -> str:
        """A word of the label, or '' when the act had none of that kind."""
        return dict(self.label).get(key, "")


@dataclass(frozen=True, slots=True)
class Step:
    """Progress of long work: `done` of `total` (0 when the total is not known), and what is going on."""

    done: int
    total: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class UndoLabels:
    """What undo and redo would do next: the act and its label words, or None when there is nothing."""

    undo: tuple[Act, tuple[tuple[str, str], ...]] | None = None
    redo: tuple[Act, tuple[tuple[str, str], ...]] | None = None
