"""Makes src/dateline/knowledge/{countries,offices}.csv from the source data: python -m training.knowledge_tables --data DIR.

Sources: Unicode CLDR (names; Unicode licence), mledoze/countries (codes, capitals, demonyms; facts, attribution to the project,
ODbL 1.0), CIA World Factbook (heads of state and government, 2014-2026; public domain), unitedstates/congress-legislators (US
executive; CC0), and the rows of ours in offices_supplement.csv with their sources.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import yaml

from dateline.knowledge.offices import Term, key, names

OUT = Path(__file__).parents[1] / "src" / "dateline" / "knowledge"
# What news calls holders whom the source has by their formal names.
KNOWN_AS = {
    "Joseph Biden": "Joe Biden",
    "William Clinton": "Bill Clinton",
    "Albert Gore": "Al Gore",
    "James Quayle": "Dan Quayle",
    "Richard Cheney": "Dick Cheney",
    "James Carter": "Jimmy Carter",
    "James David Vance": "JD Vance",
}
# Names that news uses beside the official ones, by alpha-3.
ALIASES = {
    "USA": ["United States", "United States of America", "the United States", "the US", "US", "U.S.", "USA", "U.S.A.", "America"],
    "GBR": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain", "England", "Scotland", "Wales"],
    "RUS": ["Russia", "Russian Federation"],
    "ARE": ["UAE", "U.A.E.", "Emirates"],
    "TUR": ["Turkey", "Türkiye", "Turkiye"],
    "MMR": ["Burma", "Myanmar"],
    "CZE": ["Czech Republic", "Czechia"],
    "CIV": ["Ivory Coast"],
    "KOR": ["South Korea", "Republic of Korea", "Korea"],
    "PRK": ["North Korea", "DPRK"],
    "COD": ["DRC", "DR Congo", "Congo-Kinshasa", "Democratic Republic of Congo"],
    "COG": ["Congo-Brazzaville", "Republic of Congo"],
    "PSE": ["Palestine", "Palestinian territories"],
    "VAT": ["Vatican", "Holy See"],
    "MKD": ["North Macedonia", "Macedonia"],
    "CPV": ["Cape Verde"],
    "SWZ": ["Swaziland"],
    "TLS": ["East Timor"],
    "LAO": ["Laos"],
    "SYR": ["Syria"],
    "IRN": ["Iran"],
    "VNM": ["Vietnam"],
    "BOL": ["Bolivia"],
    "VEN": ["Venezuela"],
    "TZA": ["Tanzania"],
    "MDA": ["Moldova"],
    "TWN": ["Taiwan"],
    "XKX": ["Kosovo"],
    "BIH": ["Bosnia"],
    "NLD": ["Holland", "The Netherlands"],
    "ATG": ["Antigua", "Barbuda"],
    "KNA": ["Saint Kitts", "St Kitts", "St. Kitts", "Nevis"],
    "VCT": ["Saint Vincent", "St Vincent", "St. Vincent"],
}
DEMONYMS = {
    "USA": ["American", "Americans"],
    "GBR": ["British", "Briton", "Britons", "English", "Scottish", "Welsh"],
    "KAZ": ["Kazakh", "Kazakhs", "Kazakhstani"],
    "UZB": ["Uzbek", "Uzbeks"],
    "TKM": ["Turkmen"],
    "KGZ": ["Kyrgyz"],
    "TJK": ["Tajik", "Tajiks"],
    "AZE": ["Azerbaijani", "Azerbaijanis", "Azeri", "Azeris"],
    "TUR": ["Turkish", "Turk", "Turks"],
    "CHN": ["Chinese"],
    "ISR": ["Israeli", "Israelis"],
    "PSE": ["Palestinian", "Palestinians"],
    "ESP": ["Spanish", "Spaniard", "Spaniards"],
    "FRA": ["French"],
    "DNK": ["Danish", "Dane", "Danes"],
    "SWE": ["Swedish", "Swede", "Swedes"],
    "FIN": ["Finnish", "Finn", "Finns"],
    "POL": ["Polish", "Pole", "Poles"],
    "NLD": ["Dutch"],
    "IRQ": ["Iraqi", "Iraqis"],
    "AFG": ["Afghan", "Afghans"],
    "PAK": ["Pakistani", "Pakistanis"],
    "THA": ["Thai"],
    "ARG": ["Argentine", "Argentinian"],
    "SAU": ["Saudi", "Saudis", "Saudi Arabian"],
    "ARE": ["Emirati", "Emiratis"],
    "PHL": ["Filipino", "Filipinos", "Philippine"],
    "GRC": ["Greek", "Greeks"],
    "CZE": ["Czech", "Czechs"],
    "HUN": ["Hungarian"],
    "IRL": ["Irish"],
    "CHE": ["Swiss"],
    "SRB": ["Serbian", "Serb", "Serbs"],
    "HRV": ["Croatian", "Croat"],
    "BIH": ["Bosnian"],
    "MKD": ["Macedonian"],
    "SVK": ["Slovak"],
    "SVN": ["Slovenian", "Slovene"],
    "XKX": ["Kosovar", "Kosovan"],
    "VNM": ["Vietnamese"],
    "KOR": ["South Korean", "South Koreans"],
    "PRK": ["North Korean", "North Koreans"],
    "RUS": ["Russian", "Russians"],
    "UKR": ["Ukrainian", "Ukrainians"],
    "SYR": ["Syrian", "Syrians"],
    "MAR": ["Moroccan", "Moroccans"],
    "COL": ["Colombian", "Colombians"],
    "DEU": ["German", "Germans"],
    "ITA": ["Italian", "Italians"],
    "IRN": ["Iranian", "Iranians"],
    "IND": ["Indian", "Indians"],
    "JPN": ["Japanese"],
    "CAN": ["Canadian"],
    "MEX": ["Mexican"],
    "BRA": ["Brazilian"],
    "EGY": ["Egyptian"],
    "LBN": ["Lebanese"],
    "YEM": ["Yemeni"],
    "LBY": ["Libyan"],
    "SDN": ["Sudanese"],
    "GEO": ["Georgian"],
    "ARM": ["Armenian", "Armenians"],
    "BLR": ["Belarusian"],
    "ISL": ["Icelandic"],
    "ECU": ["Ecuadorian"],
    "SUR": ["Surinamese"],
    "LUX": ["Luxembourgish"],
    "ATG": ["Antiguan"],
    "PNG": ["Papuan"],
    "MDV": ["Maldivian"],
    "NPL": ["Nepali", "Nepalis"],
    "GRL": ["Greenlandic"],
}
#: Terms of ours: country (or organisation), office, name, aliases, start, end (the last day), source. An "-elect" begins with the election.
SUPPLEMENT = Path(__file__).with_name("offices_supplement.csv")
GEC = {
    "Burma": "MMR",
    "Korea, North": "PRK",
    "Korea, South": "KOR",
    "Turkey (Turkiye)": "TUR",
    "Congo, Democratic Republic of the": "COD",
    "Congo, Republic of the": "COG",
    "Cote d'Ivoire": "CIV",
    "Gambia, The": "GMB",
    "Bahamas, The": "BHS",
    "Micronesia, Federated States of": "FSM",
    "Czechia": "CZE",
    "Holy See (Vatican City)": "VAT",
    "Kosovo": "XKX",
    "Macedonia": "MKD",
    "Swaziland": "SWZ",
    "West Bank": "PSE",
    "Cabo Verde": "CPV",
}
CAPITALS = {
    "KAZ": ["Nur-Sultan"],
    "UKR": ["Kiev", "Kyiv"],
    "USA": ["Washington", "Washington, D.C.", "Washington DC"],
    "ISR": ["Jerusalem"],
    "BEL": ["Brussels"],
    "CHN": ["Beijing"],
    "TUR": ["Ankara"],
    "IND": ["New Delhi"],
}


def fold(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def countries(data: Path) -> dict[str, str]:
    """Writes countries.csv; returns alpha-3 by folded name."""
    with (data / "countries" / "cldr_country_names.csv").open(encoding="utf-8") as file:
        cldr = {row["alpha_3"]: row for row in csv.DictReader(file)}
    by_name: dict[str, str] = {}
    rows = []
    for country in json.loads((data / "countries" / "mledoze_countries.json").read_text(encoding="utf-8")):
        code = "XKX" if country["cca3"] == "UNK" else country["cca3"]
        names = [country["name"]["common"], country["name"]["official"], *ALIASES.get(code, [])]
        local = [cldr[code][key] for key in ("ru", "az", "kk", "tr", "uz", "uk") if code in cldr] + [
            t["common"] for k, t in country["translations"].items() if k in ("deu", "fra", "spa", "rus")
        ]
        demonyms = [*DEMONYMS.get(code, []), *(d for d in (country.get("demonyms", {}).get("eng", {}) or {}).values() if d)]
        capitals = [*country.get("capital", []), *CAPITALS.get(code, [])]
        rows.append(
            [
                country["cca2"],
                code,
                names[0],
                "|".join(dict.fromkeys(capitals)),
                "|".join(dict.fromkeys(demonyms)),
                "|".join(dict.fromkeys(names)),
                "|".join(dict.fromkeys(n for n in local if n)),
                "|".join(country["borders"]),
                country["region"],
                *country["latlng"],
            ]
        )
        by_name |= {fold(name): code for name in names}
    with (OUT / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            [
                "alpha_2",
                "alpha_3",
                "name",
                "capitals",
                "demonyms",
                "names",
                "local_names",
                "borders",
                "region",
                "latitude",
                "longitude",
            ]
        )
        writer.writerows(sorted(rows, key=lambda row: row[1]))
    return by_name


def plain_name(name: str) -> str:
    """ "Kasym-Zhomart TOKAYEV" to "Kasym-Zhomart Tokayev"."""
    return re.sub(r"\b[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}\b", lambda m: "-".join(part.capitalize() for part in m[0].split("-")), name)


def persons(row: Sequence[str]) -> set[tuple[str, str, tuple[str, str]]]:
    """Country, office and key of every name of the holder in a row, of two words and more."""
    country, office, name, aliases = row[:4]
    term = Term(country, office, name, tuple(filter(None, re.split(r"[;|] ?", aliases))), None, None, "")
    return {(country, office, key(one)) for one in names(term) if " " in one}


def _before(day: str) -> str:
    """The day before: an "-elect" is none any more on the day of his inauguration, which sources call the end."""
    return (date.fromisoformat(day) - timedelta(1)).isoformat()


def offices(data: Path, by_name: dict[str, str]) -> None:
    """Writes offices.csv: one row a term."""
    rows: set[tuple[str, ...]] = set()
    folder = data / "office_holders"
    with SUPPLEMENT.open(encoding="utf-8") as file:
        ours = [tuple(row) for row in list(csv.reader(file))[1:]]
    complete = {person for row in ours if row[-1].startswith("all terms") for person in persons(row)}
    territories = {"ASM", "MNP", "GUM", "PRI", "VIR", "VGB", "UMI"}
    with (folder / "office_holders_merged.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = GEC.get(row["country"]) or by_name.get(fold(row["country"]))
            if not code or code in territories or code == "USA" or not row["start"]:
                continue
            end = "" if row["in_office"] == "1" else row["end"] or row["first_snapshot_gone"]
            found = code, row["office"], plain_name(row["name"]), plain_name(row["aliases"]), row["start"], end, "CIA World Factbook"
            # It has a person's last term only, and calls that of the next holder known to it the end: where we have all, they stand.
            if persons(found).isdisjoint(complete):
                rows.add(found)
    with (folder / "supplement.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            office = row["office"].replace(" (transitional)", "")
            rows.add(
                (
                    row["iso3"],
                    office,
                    row["name"],
                    row["aliases"].replace("|", ";"),
                    row["start"],
                    row["end"],
                    row["source"].split(";")[0],
                )
            )
    for person in yaml.safe_load((folder / "us_executive.yaml").read_text(encoding="utf-8")):
        formal = f"{person['name']['first']} {person['name']['last']}"
        name = KNOWN_AS.get(formal, formal)
        if formal == "George Bush":  # the source calls father and son so
            name = "George H. W. Bush" if str(person["terms"][0]["start"]) < "1995" else "George W. Bush"
        alias = formal if name != formal else ""
        for term in person["terms"]:
            if term["start"] >= "1945":
                office = "President" if term["type"] == "prez" else "Vice President"
                rows.add(("USA", office, name, alias, str(term["start"]), str(term["end"]), "unitedstates/congress-legislators"))
    rows.update(ours)
    begun = {(code, name, start) for code, office, name, _, start, *_ in rows if office == "President"}
    rows = {(*row[:5], _before(row[5]), row[6]) if row[1].endswith("-elect") and (row[0], row[2], row[5]) in begun else row for row in rows}
    with (OUT / "offices.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "office", "name", "aliases", "start", "end", "source"])
        writer.writerows(sorted(rows))


def main() -> None:
    """Writes both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    knowledge = parser.parse_args().data / "knowledge"
    offices(knowledge, countries(knowledge))


if __name__ == "__main__":
    main()
