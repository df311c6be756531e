"""Kinds of shop: their words, their categories of preferences, the checks that expire, and the synonyms their alerts
begin with."""

from __future__ import annotations

from dataclasses import dataclass

from relnotebook.base.words import _


@dataclass(frozen=True, slots=True)
class ShopKind:
    """What a kind of shop changes: words and the categories it starts with.

    Attributes:
        key: stored in the notebook: cafe, bakery, barber, salon, bookshop, florist, tailor, wine, vet, other.
        name: "Café".
        usual: what the usual is called here: "The usual", "The usual cut", "Reads".
        categories: of preferences, in the order of the card.
        example: a search example for the empty search box: "oat flat white".
        checks: (title, months it holds) of what is checked with a customer and expires.
    """

    key: str
    name: str
    usual: str
    categories: tuple[str, ...]
    example: str
    checks: tuple[tuple[str, int], ...] = ()

    @property
    def has_menu(self) -> bool:
        """Whether what is offered stands on a menu, so that an idea that came true does too."""
        return self.key in _WITH_MENU

    @property
    def came_true(self) -> str:
        """What the last lane of the ideas is called here: "On the menu"."""
        return _("On the menu") if self.has_menu else _("We do it now")


_WITH_MENU = frozenset({"cafe", "bakery", "wine"})


def kinds() -> tuple[ShopKind, ...]:
    """Every kind in the order of the first page, in the shop's language."""
    place = _("In the shop")
    return (
        ShopKind("cafe", _("Café"), _("The usual"), (_("Drinks"), _("Food"), place), _("oat flat white")),
        ShopKind(
            "bakery", _("Bakery"), _("The usual"), (_("Bread"), _("Cakes"), _("Drinks"), place), _("rye loaf, sliced")
        ),
        ShopKind(
            "barber",
            _("Barber"),
            _("The usual cut"),
            (_("Hair"), _("Beard"), _("Products"), _("In the chair")),
            _("skin fade, two on top"),
            ((_("Patch test"), 6),),
        ),
        ShopKind(
            "salon",
            _("Salon"),
            _("The usual treatment"),
            (_("Hair"), _("Colour"), _("Skin and nails"), _("Products"), _("In the chair")),
            _("half-head highlights"),
            ((_("Patch test"), 6),),
        ),
        ShopKind(
            "bookshop",
            _("Bookshop"),
            _("Reads"),
            (_("Kinds of book"), _("Authors"), _("Formats"), place),
            _("Nordic crime"),
        ),
        ShopKind(
            "florist",
            _("Florist"),
            _("Favourite flowers"),
            (_("Flowers"), _("Colours"), _("Occasions"), place),
            _("white tulips"),
        ),
        ShopKind(
            "tailor",
            _("Tailor"),
            _("Fit and cloth"),
            (_("Cloth"), _("Fit"), _("Colours"), place),
            _("slim fit, navy wool"),
            ((_("Measurements"), 12),),
        ),
        ShopKind(
            "wine", _("Wine shop"), _("Taste"), (_("Wine"), _("Regions"), _("Other drinks"), place), _("dry Riesling")
        ),
        ShopKind(
            "vet",
            _("Vet or groomer"),
            _("Patients"),
            (_("Handling"), _("Food"), _("Medicine"), _("The owner")),
            _("Biscuit, beagle"),
            ((_("Vaccination"), 12), (_("Worming"), 3)),
        ),
        ShopKind("other", _("Another kind of shop"), _("The usual"), (_("Likes and dislikes"), place), _("the usual")),
    )


def kind(key: str) -> ShopKind:
    """The kind by its key; `other` for one this version does not know."""
    found = {one.key: one for one in kinds()}
    return found.get(key, found["other"])


_FOOD = {
    "nut": "almond, hazelnut, walnut, pecan, pistachio, cashew, macadamia, brazil nut, marzipan, praline, nougat, "
    "frangipane, gianduja, amaretti, amaretto, baklava, bakewell, nutella",
    "peanut": "peanut butter, satay, groundnut",
    "milk": "dairy, cream, butter, cheese, yoghurt, yogurt, custard, whey, ice cream, mascarpone, ricotta",
    "dairy": "milk, cream, butter, cheese, yoghurt, yogurt, custard, whey, ice cream, mascarpone, ricotta",
    "lactose": "milk, dairy, cream, butter, cheese, yoghurt, yogurt, custard, whey, ice cream, mascarpone, ricotta",
    "gluten": "wheat, rye, barley, spelt, semolina, couscous, bread, bun, toast, sourdough, bagel, croissant, pastry, "
    "cake, scone, muffin, biscuit, cookie, brownie, beer",
    "wheat": "spelt, semolina, couscous, bread, bun, toast, sourdough, bagel, croissant, pastry, cake, scone, muffin, "
    "biscuit, cookie, brownie",
    "soy": "soya, tofu, tempeh, edamame, miso, soy sauce",
    "egg": "mayonnaise, mayo, meringue, quiche, omelette, frittata, custard, hollandaise, aioli",
    "sesame": "tahini, halva, hummus, za'atar",
    "fish": "salmon, tuna, anchovy, cod, mackerel, trout, sardine",
    "shellfish": "prawn, shrimp, crab, lobster, mussel, oyster, scallop",
    "meat": "bacon, ham, sausage, chicken, beef, lamb, turkey, chorizo, salami, gelatine",
    "pork": "bacon, ham, sausage, chorizo, salami, pancetta, lard, gelatine",
    "sugar": "syrup, honey, caramel, jam, icing, condensed milk",
    "caffeine": "coffee, espresso, cold brew, black tea, matcha, cola",
    "alcohol": "wine, beer, rum, brandy, whisky, liqueur, amaretto, sherry, tiramisu",
}

_HAIR = {
    "fragrance": "perfume, cologne, aftershave, scented, eau de toilette",
    "nut": "almond oil, argan oil, macadamia oil, walnut scrub",
    "ppd": "hair dye, tint, permanent colour, dark colour, henna, brow tint, lash tint",
    "ammonia": "bleach, lightener, hair dye, permanent colour, perm",
    "peroxide": "bleach, lightener, highlights, balayage, developer",
    "latex": "gloves, cap, lash glue",
    "alcohol": "aftershave, toner, hairspray",
    "lanolin": "balm, pomade, hand cream",
    "acrylate": "gel nails, acrylic nails, shellac, lash glue",
}

_WINE = {
    "sulphite": "wine, cider, vermouth, dried fruit",
    "egg": "albumen, albumin",
    "milk": "casein, cream liqueur",
    "fish": "isinglass",
    "nut": "amaretto, frangelico, nocino, orgeat, nut liqueur",
    "gluten": "beer, ale, stout, whisky",
    "alcohol": "wine, beer, cider, gin, rum, whisky, brandy, liqueur, vermouth, sherry, port",
}

_BY_KIND: dict[str, dict[str, str]] = {
    "cafe": _FOOD,
    "bakery": _FOOD,
    "barber": _HAIR,
    "salon": _HAIR,
    "bookshop": {
        "violence": "crime, thriller, horror, true crime, war",
        "horror": "ghost story, gothic, slasher",
        "film cover": "film tie-in, TV tie-in",
    },
    "florist": {
        "pollen": "lily, lilies, daisy, daisies, sunflower, chrysanthemum, aster, mimosa, goldenrod",
        "cat": "lily, lilies, tulip, daffodil, hyacinth, chrysanthemum, amaryllis, ivy",
        "scent": "lily, lilies, hyacinth, jasmine, freesia, stock, tuberose, lilac",
        "sap": "euphorbia, poinsettia, daffodil, tulip, alstroemeria",
        "latex": "poinsettia, euphorbia, balloon",
    },
    "tailor": {
        "wool": "tweed, flannel, merino, cashmere, mohair, worsted, angora, felt",
        "nickel": "zip, press stud, snap, buckle, jeans button, hook and eye",
        "latex": "elastic, elastane, waistband",
        "animal": "leather, suede, fur, silk, down, horn button, wool",
        "synthetic": "polyester, nylon, acrylic, elastane, viscose",
    },
    "wine": _WINE,
    "vet": {
        "penicillin": "amoxicillin, ampicillin, clavulanate, co-amoxiclav",
        "nsaid": "meloxicam, carprofen, ketoprofen, robenacoxib, firocoxib",
        "chicken": "poultry, turkey, chicken fat",
        "beef": "veal, tripe, pizzle",
        "grain": "wheat, barley, maize, corn, oats, rice, biscuit",
        "latex": "gloves, bandage",
        "muzzle": "bites, snaps, nervous",
        "clippers": "blade, shaver, trimmer",
    },
    "other": {
        "nut": _FOOD["nut"],
        "milk": _FOOD["milk"],
        "gluten": _FOOD["gluten"],
        "fragrance": _HAIR["fragrance"],
        "latex": "gloves, balloon, elastic",
    },
}


def synonyms_for(key: str) -> tuple[tuple[str, str], ...]:
    """(word, what it covers) that a new notebook of this kind begins with; the shop changes them as it likes."""
    return tuple(_BY_KIND.get(key, _BY_KIND["other"]).items())
