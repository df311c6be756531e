from __future__ import annotations

import pytest

from relnotebook.notebook import consent, consent_words


def test_every_channel_has_its_word_and_its_question() -> None:
    for channel in consent.CHANNELS:
        assert consent_words.channel(channel) != channel or channel == "post"
        assert consent_words.counter_wording(channel).endswith("You can stop it at any time.")


def test_every_state_and_way_of_telling_us_has_its_words() -> None:
    assert len({consent_words.state(state) for state in (*consent.STATES, "")}) == 4
    assert len({consent_words.how(how) for how in consent.HOWS}) == len(consent.HOWS)


@pytest.mark.parametrize("typed", ["", "by letter"])
def test_what_was_typed_freely_stays_as_it_is(typed: str) -> None:
    assert consent_words.how(typed) == typed
