"""Run by a Python that has the `anki` package: imports an .apkg into a new collection and tells what came."""

import json
import os
import sys
import tempfile

os.environ["ANKI_TEST_MODE"] = "1"  # no fuzz

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

package, rollover, retention = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
col = Collection(os.path.join(tempfile.mkdtemp(), "fresh.anki2"))
col.set_config("fsrs", True)
col.set_config("rollover", rollover)
wanted = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=True, with_deck_configs=True)
col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=wanted))
today = col._backend.sched_timing_today().days_elapsed
told = {}
for cid in col.find_cards(""):
    card = col.get_card(cid)
    note = card.note()
    states = col._backend.get_scheduling_states(cid) if card.queue >= 0 and card.reps else None
    good = states.good.normal if states else None
    log = col.db.all("select id, ease, ivl, lastIvl, factor, time, type from revlog where cid = ? order by id", cid)
    told[note["Source"].split(" · ")[1]] = {
        "deck": col.decks.name(card.did),
        "type": card.type,
        "queue": card.queue,
        "ivl": card.ivl,
        "days": card.due - today if card.queue in (2, 3) else None,
        "due": card.due,
        "reps": card.reps,
        "lapses": card.lapses,
        "stability": card.memory_state.stability if card.memory_state else None,
        "difficulty": card.memory_state.difficulty if card.memory_state else None,
        "retention": card.desired_retention,
        "log": log,
        "good": good.review.scheduled_days if good and good.WhichOneof("kind") == "review" else None,
        "asked": card.question(),
        "answered": card.answer(),
    }
    assert col.decks.config_dict_for_deck_id(card.did)["desiredRetention"] == retention
json.dump(told, sys.stdout)
col.close()
