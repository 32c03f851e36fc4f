"""The tables of an Anki collection, schema 11, and the settings in it: what every Anki since 2.1 imports."""

from __future__ import annotations

from typing import Any

VERSION = 11
TABLES = """
CREATE TABLE col (
    id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL,
    dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL,
    decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL
);
CREATE TABLE notes (
    id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL,
    tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL,
    data text NOT NULL
);
CREATE TABLE cards (
    id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT NULL,
    usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL,
    factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL,
    odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE revlog (
    id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer NOT NULL,
    lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL
);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
MODEL, CONFIG = 1_507_000_000_001, 1_507_000_000_002
STYLE = """.card { font: 20px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 1rem auto; padding: 0 1rem; }
.source { color: #777; font-size: 14px; }"""


def model(mod: int) -> dict[str, Any]:
    """One card a note: asked in front, answered behind."""
    fields = [{"name": name, "ord": number} for number, name in enumerate(("Front", "Back", "Source"))]
    shared = {"font": "Arial", "media": [], "rtl": False, "size": 20, "sticky": False}
    template = {
        "name": "Question",
        "ord": 0,
        "qfmt": "{{Front}}",
        "afmt": '{{FrontSide}}<hr id="answer">{{Back}}<p class="source">{{Source}}</p>',
        "bqfmt": "",
        "bafmt": "",
        "did": None,
    }
    return {
        "id": MODEL,
        "name": "Gradus",
        "type": 0,
        "mod": mod,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tmpls": [template],
        "flds": [{**shared, **each} for each in fields],
        "css": STYLE,
        "latexPre": "\\documentclass[12pt]{article}\n\\usepackage{amssymb,amsmath}\n\\begin{document}\n",
        "latexPost": "\\end{document}",
        "req": [[0, "any", [0]]],
        "tags": [],
        "vers": [],
    }


def deck(key: int, name: str, mod: int) -> dict[str, Any]:
    today = {"newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0]}
    shown = {"collapsed": False, "browserCollapsed": True, "desc": "", "dyn": 0, "extendNew": 0, "extendRev": 0}
    return {"id": key, "name": name, "mod": mod, "usn": -1, "conf": CONFIG if key != 1 else 1, **shown, **today}


def deck_settings(key: int, name: str, retention: float, mod: int) -> dict[str, Any]:
    """Steps, limits and retention as here."""
    new = {"delays": [1.0, 10.0], "ints": [1, 4, 0], "initialFactor": 2500, "order": 1, "perDay": 20, "bury": False}
    lapse = {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0}
    review = {"ease4": 1.3, "hardFactor": 1.2, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "bury": False}
    shown = {"autoplay": True, "dyn": False, "maxTaken": 600, "replayq": True, "timer": 0}
    retained = {"desiredRetention": retention, "sm2Retention": 0.9}
    return {
        "id": key,
        "name": name,
        "mod": mod,
        "usn": -1,
        "new": new,
        "lapse": lapse,
        "rev": review,
        **shown,
        **retained,
    }


def settings(rollover_hour: int, offset: int) -> dict[str, Any]:
    """`offset`: minutes west of UTC when the collection began."""
    return {
        "schedVer": 2,
        "sched2021": True,
        "fsrs": True,
        "rollover": rollover_hour,
        "creationOffset": offset,
        "localOffset": offset,
        "collapseTime": 1200,
        "curDeck": 1,
        "activeDecks": [1],
        "curModel": MODEL,
        "nextPos": 1,
        "sortType": "noteFld",
        "sortBackwards": False,
        "dueCounts": True,
        "estTimes": True,
        "newSpread": 0,
        "timeLim": 0,
        "addToCur": True,
        "dayLearnFirst": False,
    }
