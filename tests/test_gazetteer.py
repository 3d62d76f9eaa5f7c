"""The gazetteer finds a place by anything people call it, and shows only its neutral name."""

from __future__ import annotations

import re

import pytest

from bot.gazetteer import Gazetteer
from bot.gazetteer.regions import Regions, alphabetical, read

MARIUPOL = "UA14140050010029262"


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    """One gazetteer for all questions; it keeps no state between them."""
    return Gazetteer.load()


def first(places: Gazetteer, text: str) -> str:
    """What the best suggestion is called in Ukrainian."""
    found = places.search(text)
    assert found, text
    return places.name(found[0].code, "uk")


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Маріуполь", "Маріуполь|Мариуполь|Mariupol|Mariupol'|MARIUPOL|Жданов|Zhdanov"),
        ("Бахмут", "Бахмут|Bakhmut|Артемовск|Артемівськ|Artemivsk"),
        ("Дніпро", "Дніпро|Днепр|Dnipro|Днепропетровск|Dnipropetrovsk|Дніпропетровськ"),
        ("Київ", "Київ|Киев|Kyiv|Kiev|м. Київ|г. Киев"),
        ("Луганськ", "Луганськ|Луганск|Luhansk|Lugansk|Ворошиловград"),
        ("Запоріжжя", "Запоріжжя|Запорожье|Zaporizhzhia|Zaporozhye"),
        ("Сіверськодонецьк", "Сіверськодонецьк|Сєвєродонецьк|Северодонецк|Severodonetsk"),
        ("Кам’янське", "Кам'янське|Кам’янське|Каменское|Kamianske|Днепродзержинск"),
        ("Яни Капу", "Яни Капу|Красноперекопск|Красноперекопськ"),
        ("Курськ", "Курск|Курськ|Kursk"),
        ("Санкт-Петербург", "Санкт-Петербург|санкт петербург|Питер|Ленинград|St Petersburg"),
    ],
)
def test_every_spelling_and_former_name_leads_to_the_place(
    places: Gazetteer, name: str, spellings: str
) -> None:
    """Ukrainian, Russian, Latin, with or without marks, old or new: the same first suggestion."""
    assert {
        spelling: first(places, spelling) for spelling in spellings.split("|")
    } == dict.fromkeys(spellings.split("|"), name)


@pytest.mark.parametrize("typed", ["Маріу", "Маріуп", "мариу", "Mariu", "mariup"])
def test_a_beginning_is_enough(places: Gazetteer, typed: str) -> None:
    """While a name is being typed the place is already among the suggestions, not as exact."""
    found = {each.code: each.exact for each in places.search(typed)}
    assert found[MARIUPOL] is False


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Мариупаль", "Маріуполь"),
        ("мпріуполь", "Маріуполь"),
        ("Запаріжжя", "Запоріжжя"),
        ("Харьквов", "Харків"),
        ("Волновха", "Волноваха"),
        ("Новозовск", "Новоазовськ"),
        ("Бохмут", "Бахмут"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(places: Gazetteer, typed: str, name: str) -> None:
    """One wrong, missing or swapped letter, two in longer names, still finds the place."""
    assert first(places, typed) == name
    assert not places.search(typed)[0].exact


def test_latin_letters_inside_a_cyrillic_word_do_no_harm(places: Gazetteer) -> None:
    """A Latin i, o or p among Cyrillic letters reads as the letter it looks like."""
    assert first(places, "Мaрiупoль") == "Маріуполь"
    assert first(places, "Iзюм") == "Ізюм"


@pytest.mark.parametrize(
    ("line", "region"),
    [
        ("с. Іванівка Херсонська обл.", "UA-65"),
        ("село Ивановка, Херсонская область", "UA-65"),
        ("Ivanivka, Kherson region", "UA-65"),
        ("Іванівка Харківська", "UA-63"),
        ("Одеська обл., с. Іванівка", "UA-51"),
        ("Ивановка в Луганской области", "UA-09"),
        ("Іванівка, ДНР", "UA-14"),
    ],
)
def test_a_region_tells_namesakes_apart(places: Gazetteer, line: str, region: str) -> None:
    """The region beside a village narrows it, in any order, case, language or abbreviation."""
    found = places.search(line)
    assert {each.region for each in found} == {region}
    assert places.name(found[0].code, "uk") == "Іванівка"


def test_a_country_tells_namesakes_apart(places: Gazetteer) -> None:
    """Донецк in brackets or beside a country is the one in that country."""
    assert places.search("Донецк (Россия)")[0].region == "RU-ROS"
    assert places.search("Донецк, Украина")[0].region == "UA-14"
    assert places.search("Донецк")[0].region == "UA-14"


def test_a_settlement_is_understood_with_its_full_address(places: Gazetteer) -> None:
    """Type, district, region and country around a name leave the name."""
    for line in (
        "м. Маріуполь",
        "Маріуполь, Донецька область",
        "Україна, Донецька обл., Маріупольський район, м. Маріуполь",
    ):
        assert places.search(line)[0].code == MARIUPOL, line


def test_a_wrong_region_does_not_hide_the_place(places: Gazetteer) -> None:
    """People err about regions: with no such place there, the place elsewhere is offered."""
    assert places.search("Мелітополь, Херсонська область")[0].region == "UA-23"


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("Донецька область", "UA-14"),
        ("Донецкая", "UA-14"),
        ("в Донецкой области", "UA-14"),
        ("Donetsk oblast", "UA-14"),
        ("ДНР", "UA-14"),
        ("Донецкая Народная Республика", "UA-14"),
        ("ЛНР", "UA-09"),
        ("LPR", "UA-09"),
        ("Крым", "UA-43"),
        ("Республика Крым", "UA-43"),
        ("Crimea", "UA-43"),
        ("Харківщина", "UA-63"),
        ("Белгородская обл", "RU-BEL"),
        ("Чечня", "RU-CE"),
        ("Кубань", "RU-KDA"),
    ],
)
def test_any_name_of_a_region_finds_it(places: Gazetteer, said: str, region: str) -> None:
    """Official, colloquial, declined or contested: the one region, with its one name."""
    found = places.search(said)[0]
    assert (found.kind, found.code, found.region) == ("region", region, region)


def test_a_name_two_regions_share_offers_both(places: Gazetteer) -> None:
    """Донбас is two regions."""
    assert [each.code for each in places.search("Донбасс", kind="region")] == ["UA-14", "UA-09"]


@pytest.mark.parametrize(
    "text", ["", " ", "!!!", "ъ", "'", "абракадабра", "x" * 5000, "\t\n|", "😀"]
)
def test_nothing_is_found_in_nonsense(places: Gazetteer, text: str) -> None:
    """Empty or absurd input is no place and no failure."""
    assert places.search(text) == ()


def test_a_limit_is_honoured(places: Gazetteer) -> None:
    """Never more than asked for, and none twice."""
    for limit in (0, 1, 3, 8, 20):
        found = places.search("Нова", limit=limit)
        assert len(found) == len(set(found)) == limit


def test_kind_and_region_narrow_a_search(places: Gazetteer) -> None:
    """A city that is a region is the region, unless settlements are asked for."""
    assert places.search("Київ")[0].code == "UA-30"
    assert places.search("Київ", kind="settlement")[0].code == "UA80000000000093317"
    assert {found.region for found in places.search("Іван", region="UA-65")} == {"UA-65"}


def test_regions_are_complete_and_named(places: Gazetteer) -> None:
    """27 regions of Ukraine, 83 of Russia, each with a different name in uk, ru and en."""
    assert (len(places.regions("UA")), len(places.regions("RU"))) == (27, 83)
    assert places.regions("XX") == ()
    for language in ("uk", "ru", "en"):
        names = [
            places.name(code, language) for code in places.regions("UA") + places.regions("RU")
        ]
        assert len(set(names)) == len(names)
        assert all(name == name.strip() and name for name in names)
        assert all(bool(re.search("[а-я]", name)) == (language != "en") for name in names)


def test_regions_stand_in_alphabetical_order(places: Gazetteer) -> None:
    """Ukrainian order puts і after и and є after е; every language sorts its own names."""
    assert sorted(
        ["Ямпіль", "Їжак", "Івано", "Єнот", "Ель"], key=lambda n: alphabetical(n, "uk")
    ) == [
        "Ель",
        "Єнот",
        "Івано",
        "Їжак",
        "Ямпіль",
    ]
    ukrainian = places.regions("UA", "uk")
    assert ukrainian.index("UA-26") < ukrainian.index("UA-30") < ukrainian.index("UA-46")
    assert places.regions("UA", "en")[1] == "UA-71"


def test_a_further_language_is_one_small_file() -> None:
    """A translator's lines name regions; what is missing is left to English."""
    table = "code\tgeonames\tuk\tru\ten\tother\nUA-07\t24\tВ\tВ\tVolyn region\t\n"
    regions = Regions(read(table, {"pl": "UA-07\tobwód wołyński\n", "de": ""}))
    assert regions.by_code["UA-07"].names["pl"] == "obwód wołyński"
    assert "de" not in regions.by_code["UA-07"].names


def test_a_place_is_named_in_the_readers_language(places: Gazetteer) -> None:
    """Bare names; a locale with a territory is its language; others read Latin letters."""
    named = {locale: places.name(MARIUPOL, locale) for locale in ("uk", "ru_RU", "en-GB", "pl")}
    assert named == {"uk": "Маріуполь", "ru_RU": "Мариуполь", "en-GB": "Mariupol", "pl": "Mariupol"}
    assert places.name("UA-14", "pl") == "Donetsk region"
    assert places.region_of(MARIUPOL) == places.region_of("UA-14") == "UA-14"


@pytest.mark.parametrize("code", ["", "UA", "UA-99", "gn", "gn1", "UA" + "9" * 40, "Київ", "UA١٢"])
def test_an_unknown_code_is_a_key_error(places: Gazetteer, code: str) -> None:
    """A code from elsewhere is refused in one way."""
    for ask in (places.region_of, places.country_of, lambda c: places.name(c, "uk")):
        with pytest.raises(KeyError):
            ask(code)


def test_crimea_and_other_occupied_places_stand_once_under_ukraine(places: Gazetteer) -> None:
    """Borders are the internationally recognised ones."""
    for name in ("Сімферополь", "Севастополь", "Керч", "Донецьк", "Мелітополь", "Херсон"):
        found = places.search(name, kind="settlement")[0]
        assert places.country_of(found.code) == "UA", name
    assert not {"RU-CR", "RU-SEV"} & set(places.regions("RU"))
