"""Languages by name, for those that customers of small shops are likely to read."""

from __future__ import annotations

from relnotebook.base.words import _


def name(code: str) -> str:
    """ "Ukrainian" for "uk", "Portuguese" for "pt-br"; the code itself when it is none of these."""
    return names().get(code.partition("-")[0], code)


def names() -> dict[str, str]:
    """Every language known here, by its code, in the shop's own language."""
    return {
        "ar": _("Arabic"),
        "bg": _("Bulgarian"),
        "bn": _("Bengali"),
        "ca": _("Catalan"),
        "cs": _("Czech"),
        "cy": _("Welsh"),
        "da": _("Danish"),
        "de": _("German"),
        "el": _("Greek"),
        "en": _("English"),
        "es": _("Spanish"),
        "et": _("Estonian"),
        "eu": _("Basque"),
        "fa": _("Persian"),
        "fi": _("Finnish"),
        "fr": _("French"),
        "ga": _("Irish"),
        "gl": _("Galician"),
        "gu": _("Gujarati"),
        "he": _("Hebrew"),
        "hi": _("Hindi"),
        "hr": _("Croatian"),
        "hu": _("Hungarian"),
        "id": _("Indonesian"),
        "is": _("Icelandic"),
        "it": _("Italian"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "lt": _("Lithuanian"),
        "lv": _("Latvian"),
        "nl": _("Dutch"),
        "no": _("Norwegian"),
        "pa": _("Punjabi"),
        "pl": _("Polish"),
        "pt": _("Portuguese"),
        "ro": _("Romanian"),
        "ru": _("Russian"),
        "sk": _("Slovak"),
        "sl": _("Slovenian"),
        "so": _("Somali"),
        "sq": _("Albanian"),
        "sr": _("Serbian"),
        "sv": _("Swedish"),
        "ta": _("Tamil"),
        "th": _("Thai"),
        "tr": _("Turkish"),
        "uk": _("Ukrainian"),
        "ur": _("Urdu"),
        "vi": _("Vietnamese"),
        "zh": _("Chinese"),
    }
