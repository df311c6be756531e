"""What kind of words these are is guessed, so that a form begins right; anybody can choose otherwise."""

from __future__ import annotations

import pytest

from relnotebook.notebook import guessing


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I waited 20 minutes and nobody looked up", "complaint"),
        ("My coffee was cold.", "complaint"),
        ("The cake came too late", "complaint"),
        ("The young man was rude to my mother", "complaint"),
        ("You could at least say sorry. Never again.", "complaint"),
        ("Lovely staff, but the soup was cold", "complaint"),
        ("Der Kaffee war kalt", "complaint"),
        ("Ich habe zwanzig Minuten gewartet", "complaint"),
        ("Enttäuscht. Nie wieder.", "complaint"),
        ("Thank you, that was the best bun in town", "praise"),
        ("I love the new cups", "praise"),
        ("Never rude, always lovely", "praise"),
        ("Danke, das war köstlich", "praise"),
        ("I would love decaf after noon", "suggestion"),
        ("It would be great if you had a cold brew", "suggestion"),
        ("Cold brew in summer", "suggestion"),
        ("Thank you. Maybe open later on Fridays", "suggestion"),
        ("Lecker. Vielleicht auch mit Hafermilch", "suggestion"),
        ("Hafermilch wäre super", "suggestion"),
        ("Decaf after noon", "suggestion"),
        ("", "suggestion"),
        ("Why was my coffee cold?", "question"),
    ],
)
def test_the_words_themselves_say_what_they_are(words: str, kind: str) -> None:
    assert guessing.kind(words) == kind


@pytest.mark.parametrize(
    ("feeling", "kind"),
    [("upset", "complaint"), ("let_down", "complaint"), ("happy", "praise"), ("delighted", "praise"),
     ("puzzled", "question")],
)  # fmt: skip
def test_a_feeling_goes_before_the_words(feeling: str, kind: str) -> None:
    assert guessing.kind("My coffee was cold, thanks", feeling) == kind
