"""Makes src/dateline/knowledge/{countries,offices}.csv from the source data: python -m training.knowledge_tables --data DIR.

Sources: Unicode CLDR (names; Unicode licence), mledoze/countries (codes, capitals, demonyms; facts, attribution to the project,
ODbL 1.0), CIA World Factbook (heads of state and government, 2014-2026; public domain), unitedstates/congress-legislators (US
executive; CC0), and the rows of ours in SUPPLEMENT with their sources.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from pathlib import Path

import yaml

OUT = Path(__file__).parents[1] / "src" / "dateline" / "knowledge"
# Names that news uses beside the official ones, by alpha-3.
ALIASES = {
    "USA": ["United States", "United States of America", "the United States", "the US", "US", "U.S.", "USA", "U.S.A.", "America"], "GBR": ["United Kingdom", "UK", "U.K.", "Britain", "Great Britain", "England", "Scotland", "Wales"],
    "RUS": ["Russia", "Russian Federation"], "ARE": ["UAE", "U.A.E.", "Emirates"], "TUR": ["Turkey", "Türkiye", "Turkiye"], "MMR": ["Burma", "Myanmar"], "CZE": ["Czech Republic", "Czechia"], "CIV": ["Ivory Coast"],
    "KOR": ["South Korea", "Republic of Korea"], "PRK": ["North Korea", "DPRK"], "COD": ["DRC", "DR Congo", "Congo-Kinshasa", "Democratic Republic of Congo"], "COG": ["Congo-Brazzaville", "Republic of Congo"],
    "PSE": ["Palestine", "Palestinian territories"], "VAT": ["Vatican", "Holy See"], "MKD": ["North Macedonia", "Macedonia"], "CPV": ["Cape Verde"], "SWZ": ["Swaziland"], "TLS": ["East Timor"], "LAO": ["Laos"], "SYR": ["Syria"],
    "IRN": ["Iran"], "VNM": ["Vietnam"], "BOL": ["Bolivia"], "VEN": ["Venezuela"], "TZA": ["Tanzania"], "MDA": ["Moldova"], "TWN": ["Taiwan"], "XKX": ["Kosovo"], "BIH": ["Bosnia"], "NLD": ["Holland", "The Netherlands"],
}
DEMONYMS = {
    "USA": ["American", "Americans"], "GBR": ["British", "Briton", "Britons", "English", "Scottish", "Welsh"], "KAZ": ["Kazakh", "Kazakhs", "Kazakhstani"], "UZB": ["Uzbek", "Uzbeks"], "TKM": ["Turkmen"], "KGZ": ["Kyrgyz"], "TJK": ["Tajik", "Tajiks"],
    "AZE": ["Azerbaijani", "Azerbaijanis"], "TUR": ["Turkish", "Turk", "Turks"], "CHN": ["Chinese"], "ISR": ["Israeli", "Israelis"], "PSE": ["Palestinian", "Palestinians"], "ESP": ["Spanish", "Spaniard", "Spaniards"], "FRA": ["French"],
    "DNK": ["Danish", "Dane", "Danes"], "SWE": ["Swedish", "Swede", "Swedes"], "FIN": ["Finnish", "Finn", "Finns"], "POL": ["Polish", "Pole", "Poles"], "NLD": ["Dutch"], "IRQ": ["Iraqi", "Iraqis"], "AFG": ["Afghan", "Afghans"],
    "PAK": ["Pakistani", "Pakistanis"], "THA": ["Thai"], "ARG": ["Argentine", "Argentinian"], "SAU": ["Saudi", "Saudis", "Saudi Arabian"], "ARE": ["Emirati", "Emiratis"], "PHL": ["Filipino", "Filipinos", "Philippine"], "GRC": ["Greek", "Greeks"],
    "CZE": ["Czech", "Czechs"], "HUN": ["Hungarian"], "IRL": ["Irish"], "CHE": ["Swiss"], "SRB": ["Serbian", "Serb", "Serbs"], "HRV": ["Croatian", "Croat"], "BIH": ["Bosnian"], "MKD": ["Macedonian"], "SVK": ["Slovak"], "SVN": ["Slovenian", "Slovene"],
    "XKX": ["Kosovar", "Kosovan"], "VNM": ["Vietnamese"], "KOR": ["South Korean", "South Koreans"], "PRK": ["North Korean", "North Koreans"], "RUS": ["Russian", "Russians"], "UKR": ["Ukrainian", "Ukrainians"], "SYR": ["Syrian", "Syrians"],
    "MAR": ["Moroccan", "Moroccans"], "COL": ["Colombian", "Colombians"], "DEU": ["German", "Germans"], "ITA": ["Italian", "Italians"], "IRN": ["Iranian", "Iranians"], "IND": ["Indian", "Indians"], "JPN": ["Japanese"], "CAN": ["Canadian"],
    "MEX": ["Mexican"], "BRA": ["Brazilian"], "EGY": ["Egyptian"], "LBN": ["Lebanese"], "YEM": ["Yemeni"], "LBY": ["Libyan"], "SDN": ["Sudanese"], "GEO": ["Georgian"], "ARM": ["Armenian", "Armenians"], "BLR": ["Belarusian"],
}
# (alpha-3 or organisation, office, name, aliases, start, end, source). Elections stand for the first day of an "-elect".
SUPPLEMENT = [
    ("FRA", "Prime Minister", "Gabriel Attal", "", "2024-01-09", "2024-09-05", "decree of appointment"), ("FRA", "Prime Minister", "Michel Barnier", "", "2024-09-05", "2024-12-13", "decree of appointment"),
    ("FRA", "Prime Minister", "François Bayrou", "Francois Bayrou", "2024-12-13", "2025-09-09", "decree of appointment"), ("FRA", "Prime Minister", "Sébastien Lecornu", "Sebastien Lecornu", "2025-09-09", "", "decree of appointment"),
    ("FRA", "Prime Minister", "Élisabeth Borne", "Elisabeth Borne", "2022-05-16", "2024-01-09", "decree of appointment"), ("FRA", "Prime Minister", "Jean Castex", "", "2020-07-03", "2022-05-16", "decree of appointment"),
    ("ESP", "Prime Minister", "Pedro Sánchez", "Pedro Sanchez", "2018-06-02", "", "royal decree"), ("ESP", "Prime Minister", "Mariano Rajoy", "", "2011-12-21", "2018-06-01", "royal decree"),
    ("THA", "Prime Minister", "Srettha Thavisin", "", "2023-08-22", "2024-08-14", "royal command"), ("THA", "Prime Minister", "Paetongtarn Shinawatra", "", "2024-08-16", "2025-08-29", "royal command"),
    ("THA", "Prime Minister", "Anutin Charnvirakul", "", "2025-09-07", "", "royal command"), ("IRL", "Prime Minister", "Micheál Martin", "Micheal Martin", "2025-01-23", "", "Dáil vote"),
    ("IRL", "Prime Minister", "Simon Harris", "", "2024-04-09", "2025-01-23", "Dáil vote"), ("IRL", "Prime Minister", "Leo Varadkar", "", "2022-12-17", "2024-04-09", "Dáil vote"),
    ("TWN", "President", "Lai Ching-te", "William Lai", "2024-05-20", "", "inauguration"), ("TWN", "President", "Tsai Ing-wen", "", "2016-05-20", "2024-05-20", "inauguration"),
    ("NATO", "Secretary General", "Jens Stoltenberg", "", "2014-10-01", "2024-10-01", "NATO"), ("NATO", "Secretary General", "Mark Rutte", "", "2024-10-01", "", "NATO"),
    ("UN", "Secretary-General", "António Guterres", "Antonio Guterres", "2017-01-01", "", "UN"), ("UN", "Secretary-General", "Ban Ki-moon", "", "2007-01-01", "2016-12-31", "UN"),
    ("EU", "Commission President", "Ursula von der Leyen", "", "2019-12-01", "", "European Commission"), ("EU", "Commission President", "Jean-Claude Juncker", "", "2014-11-01", "2019-11-30", "European Commission"),
    ("EU", "Council President", "Charles Michel", "", "2019-12-01", "2024-11-30", "European Council"), ("EU", "Council President", "António Costa", "Antonio Costa", "2024-12-01", "", "European Council"),
    ("VAT", "Pope", "Pope Francis", "", "2013-03-13", "2025-04-21", "Holy See"), ("VAT", "Pope", "Pope Leo XIV", "Leo XIV", "2025-05-08", "", "Holy See"),
    # Terms before the Factbook's snapshots begin (2014), of people who came back or are often named.
    ("PAK", "President", "Asif Ali Zardari", "", "2008-09-09", "2013-09-08", "inauguration"), ("ISR", "Prime Minister", "Benjamin Netanyahu", "", "1996-06-18", "1999-07-06", "Knesset vote"),
    ("HUN", "Prime Minister", "Viktor Orbán", "Viktor Orban", "1998-07-06", "2002-05-27", "parliament"), ("BRA", "President", "Luiz Inácio Lula da Silva", "Luiz Inacio Lula da Silva; Lula da Silva", "2003-01-01", "2011-01-01", "inauguration"),
    ("CHL", "President", "Michelle Bachelet", "", "2006-03-11", "2010-03-11", "inauguration"), ("CHL", "President", "Sebastián Piñera", "Sebastian Pinera", "2010-03-11", "2014-03-11", "inauguration"),
    ("RUS", "President", "Vladimir Putin", "", "2000-05-07", "2008-05-07", "inauguration"), ("RUS", "President", "Boris Yeltsin", "", "1991-07-10", "1999-12-31", "inauguration"),
    ("RUS", "President", "Dmitry Medvedev", "", "2008-05-07", "2012-05-07", "inauguration"), ("RUS", "Prime Minister", "Vladimir Putin", "", "2008-05-08", "2012-05-07", "appointment"),
    ("SVK", "Prime Minister", "Robert Fico", "", "2006-07-04", "2010-07-08", "appointment"), ("SVK", "Prime Minister", "Robert Fico", "", "2012-04-04", "2018-03-22", "appointment"),
    ("POL", "Prime Minister", "Donald Tusk", "", "2007-11-16", "2014-09-22", "appointment"), ("JPN", "Prime Minister", "Shinzo Abe", "Shinzō Abe", "2006-09-26", "2007-09-26", "Diet vote"),
    ("GBR", "Prime Minister", "Tony Blair", "", "1997-05-02", "2007-06-27", "appointment"), ("GBR", "Prime Minister", "Gordon Brown", "", "2007-06-27", "2010-05-11", "appointment"),
    ("GBR", "Prime Minister", "John Major", "", "1990-11-28", "1997-05-02", "appointment"), ("GBR", "Prime Minister", "Margaret Thatcher", "", "1979-05-04", "1990-11-28", "appointment"),
    ("FRA", "President", "Jacques Chirac", "", "1995-05-17", "2007-05-16", "inauguration"), ("FRA", "President", "Nicolas Sarkozy", "", "2007-05-16", "2012-05-15", "inauguration"),
    ("DEU", "Chancellor", "Helmut Kohl", "", "1982-10-01", "1998-10-27", "Bundestag vote"), ("DEU", "Chancellor", "Gerhard Schröder", "Gerhard Schroeder", "1998-10-27", "2005-11-22", "Bundestag vote"),
    ("ISR", "Prime Minister", "Benjamin Netanyahu", "Binyamin Netanyahu", "2009-03-31", "2021-06-13", "Knesset vote"),
    ("ISR", "Prime Minister", "Benjamin Netanyahu", "Binyamin Netanyahu", "2022-12-29", "", "Knesset vote"),
    ("IRN", "President", "Mahmoud Ahmadinejad", "", "2005-08-03", "2013-08-03", "inauguration"),
    ("EGY", "President", "Hosni Mubarak", "", "1981-10-14", "2011-02-11", "inauguration"), ("IRQ", "President", "Saddam Hussein", "", "1979-07-16", "2003-04-09", "known date"),
    ("CHN", "President", "Hu Jintao", "", "2003-03-15", "2013-03-14", "National People's Congress"), ("CHN", "President", "Jiang Zemin", "", "1993-03-27", "2003-03-15", "National People's Congress"),
    ("PAK", "Prime Minister", "Nawaz Sharif", "", "2013-06-05", "2017-07-28", "National Assembly vote"), ("IND", "Prime Minister", "Manmohan Singh", "", "2004-05-22", "2014-05-26", "appointment"),
    ("ITA", "Prime Minister", "Silvio Berlusconi", "", "2001-06-11", "2006-05-17", "appointment"), ("ITA", "Prime Minister", "Silvio Berlusconi", "", "2008-05-08", "2011-11-16", "appointment"),
    ("ITA", "Prime Minister", "Silvio Berlusconi", "", "1994-05-11", "1995-01-17", "appointment"), ("ESP", "Prime Minister", "José Luis Rodríguez Zapatero", "Jose Luis Rodriguez Zapatero", "2004-04-17", "2011-12-21", "royal decree"),
    ("ESP", "Prime Minister", "José María Aznar", "Jose Maria Aznar", "1996-05-05", "2004-04-17", "royal decree"), ("FRA", "Prime Minister", "Manuel Valls", "", "2014-03-31", "2016-12-06", "decree of appointment"),
    ("FRA", "Prime Minister", "Bernard Cazeneuve", "", "2016-12-06", "2017-05-15", "decree of appointment"), ("FRA", "Prime Minister", "Édouard Philippe", "Edouard Philippe", "2017-05-15", "2020-07-03", "decree of appointment"),
    ("IRL", "Prime Minister", "Enda Kenny", "", "2011-03-09", "2017-06-14", "Dáil vote"), ("IRL", "Prime Minister", "Leo Varadkar", "", "2017-06-14", "2020-06-27", "Dáil vote"),
    ("IRL", "Prime Minister", "Micheál Martin", "Micheal Martin", "2020-06-27", "2022-12-17", "Dáil vote"), ("THA", "Prime Minister", "Prayut Chan-o-cha", "Prayuth Chan-ocha", "2014-08-24", "2023-08-22", "royal command"),
    ("THA", "Prime Minister", "Yingluck Shinawatra", "", "2011-08-05", "2014-05-07", "royal command"), ("THA", "Prime Minister", "Thaksin Shinawatra", "", "2001-02-09", "2006-09-19", "royal command"),
    ("TWN", "President", "Ma Ying-jeou", "", "2008-05-20", "2016-05-20", "inauguration"), ("NATO", "Secretary General", "Anders Fogh Rasmussen", "", "2009-08-01", "2014-10-01", "NATO"),
    ("UN", "Secretary-General", "Kofi Annan", "", "1997-01-01", "2007-01-01", "UN"), ("EU", "Council President", "Donald Tusk", "", "2014-12-01", "2019-11-30", "European Council"),
    ("EU", "Commission President", "José Manuel Barroso", "Jose Manuel Barroso", "2004-11-22", "2014-10-31", "European Commission"), ("VAT", "Pope", "Pope Benedict XVI", "Benedict XVI", "2005-04-19", "2013-02-28", "Holy See"),
    ("VAT", "Pope", "Pope John Paul II", "John Paul II", "1978-10-16", "2005-04-02", "Holy See"),
]
# Rows of the Factbook that run two terms into one; SUPPLEMENT has them apart.
REPLACED = {("ISR", "Prime Minister", "Benyamin Netanyahu")}
GEC = {"Burma": "MMR", "Korea, North": "PRK", "Korea, South": "KOR", "Turkey (Turkiye)": "TUR", "Congo, Democratic Republic of the": "COD", "Congo, Republic of the": "COG", "Cote d'Ivoire": "CIV", "Gambia, The": "GMB", "Bahamas, The": "BHS",
       "Micronesia, Federated States of": "FSM", "Czechia": "CZE", "Holy See (Vatican City)": "VAT", "Kosovo": "XKX", "Macedonia": "MKD", "Swaziland": "SWZ", "West Bank": "PSE", "Cabo Verde": "CPV"}
CAPITALS = {"KAZ": ["Nur-Sultan"], "UKR": ["Kiev", "Kyiv"], "USA": ["Washington", "Washington, D.C.", "Washington DC"], "ISR": ["Jerusalem"], "BEL": ["Brussels"], "CHN": ["Beijing"], "TUR": ["Ankara"], "IND": ["New Delhi"]}


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
            t["common"] for k, t in country["translations"].items() if k in ("deu", "fra", "spa", "rus")]
        demonyms = [*DEMONYMS.get(code, []), *(d for d in (country.get("demonyms", {}).get("eng", {}) or {}).values() if d)]
        capitals = [*country.get("capital", []), *CAPITALS.get(code, [])]
        rows.append([country["cca2"], code, names[0], "|".join(dict.fromkeys(capitals)), "|".join(dict.fromkeys(demonyms)), "|".join(dict.fromkeys(names)),
                     "|".join(dict.fromkeys(n for n in local if n)), "|".join(country["borders"]), country["region"], *country["latlng"]])
        by_name |= {fold(name): code for name in names}
    with (OUT / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["alpha_2", "alpha_3", "name", "capitals", "demonyms", "names", "local_names", "borders", "region", "latitude", "longitude"])
        writer.writerows(sorted(rows, key=lambda row: row[1]))
    return by_name


def plain_name(name: str) -> str:
    """"Kasym-Zhomart TOKAYEV" to "Kasym-Zhomart Tokayev"."""
    return re.sub(r"\b[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}\b", lambda m: "-".join(part.capitalize() for part in m[0].split("-")), name)


def offices(data: Path, by_name: dict[str, str]) -> None:
    """Writes offices.csv: one row a term."""
    rows: set[tuple[str, ...]] = set()
    folder = data / "office_holders"
    territories = {"ASM", "MNP", "GUM", "PRI", "VIR", "VGB", "UMI"}
    with (folder / "office_holders_merged.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = GEC.get(row["country"]) or by_name.get(fold(row["country"]))
            if not code or code in territories or code == "USA" or not row["start"]:
                continue
            end = "" if row["in_office"] == "1" else row["end"] or row["first_snapshot_gone"]
            if (code, row["office"], plain_name(row["name"])) in REPLACED:
                continue
            rows.add((code, row["office"], plain_name(row["name"]), plain_name(row["aliases"]), row["start"], end, "CIA World Factbook"))
    with (folder / "supplement.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            office = row["office"].replace(" (transitional)", "")
            rows.add((row["iso3"], office, row["name"], row["aliases"].replace("|", ";"), row["start"], row["end"], row["source"].split(";")[0]))
    for person in yaml.safe_load((folder / "us_executive.yaml").read_text(encoding="utf-8")):
        name = f"{person['name']['first']} {person['name']['last']}"
        for term in person["terms"]:
            if term["start"] >= "1945":
                office = "President" if term["type"] == "prez" else "Vice President"
                rows.add(("USA", office, name, "", str(term["start"]), str(term["end"]), "unitedstates/congress-legislators"))
    rows |= {tuple(row) for row in SUPPLEMENT}
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
