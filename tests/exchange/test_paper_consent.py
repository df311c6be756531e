"""The proof of consent on paper, read back from the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter

from relnotebook.exchange import paper_consent
from relnotebook.notebook.ledger import Proof, ProofWord
from relnotebook.widgets.theme import Theme

from .test_paper import A4, LETTER, Pdf

ASKED = ProofWord("2 February 2026, at nine: Said yes, e-mail", "May we write?")


@pytest.fixture(autouse=True)
def _fonts(theme: Theme) -> Theme:
    """Fonts need an application."""
    return theme


def printed(folder: Path, content: Proof, **more: str) -> Pdf:
    device = QPdfWriter(str(folder / "proof.pdf"))
    pages = paper_consent.proof(device, content, **more)
    del device
    found = Pdf(folder / "proof.pdf")
    assert found.count == pages
    return found


def test_all_of_it_stands_on_one_page(tmp_path: Path) -> None:
    sent = ("3 May 2026, at ten: Was in the mailing Spring, Mailchimp",)
    pdf = printed(tmp_path, Proof("What Ngozi agreed to", ("E-mail: Said yes",), (ASKED,), sent), shop="Tern & Co")
    assert pdf.sizes == [A4]
    assert pdf.words() == (
        "Tern&CoWhatNgoziagreedtoWhereitstandsE-mail:SaidyesEverywordthatwassaid"
        "2February2026,atnine:Saidyes,e-mail“Maywewrite?”Mailingssince3May2026,atten:WasinthemailingSpring,Mailchimp"
    )


def test_who_was_never_asked_has_a_proof_of_that(tmp_path: Path) -> None:
    pdf = printed(tmp_path, Proof("Ngozi", ("E-mail: Not asked yet",), (), ()), region="US")
    assert pdf.sizes == [LETTER]
    assert pdf.words() == "NgoziWhereitstandsE-mail:Notaskedyet"


def test_many_words_go_on_over_the_page_and_none_is_lost(tmp_path: Path) -> None:
    said = tuple(ProofWord(f"Day {n}", f"wording {n} " * 30) for n in range(30))
    pdf = printed(tmp_path, Proof("Ngozi", (), (*said, ProofWord("Last", "word " * 400)), ()))
    assert pdf.count > 1
    found = "".join(pdf.words(page) for page in range(pdf.count))
    assert all(f"Day{n}" in found and f"“wording{n}wording{n}" in found for n in range(30))
