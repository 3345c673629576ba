"""corpus/manifest.csv from the design: kept texts as they were, new ones from the briefs and titles.

Run from the root of the checkout: python drafts/make_manifest.py
"""

import csv
from pathlib import Path

FOLDERS = {"NO": "norway", "DK": "denmark", "SE": "sweden"}
FIELDS = (
    "doc_id path country language date title author source licence kind sector theme second_theme comments quotes"
).split()


def rows(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def titles():
    found = {}
    for path in sorted(Path("drafts").glob("titles-*.csv")):
        with open(path, encoding="utf-8", newline="") as handle:
            for doc_id, title in csv.reader(handle):
                if doc_id != "doc_id":
                    found[doc_id] = title
    return found


before = {row["doc_id"]: row for row in rows("drafts/manifest_before.csv")}
named = titles()
manifest = []
for row in rows("drafts/kept.csv"):
    old = before[row["doc_id"]]
    manifest.append(old | {"sector": row["sector"], "kind": row["kind"], "theme": row["theme"],
                           "second_theme": row["second_theme"] or row["second_to_write"],
                           "quotes": ""})
for row in rows("drafts/briefs.csv"):
    manifest.append(row | {
        "quotes": row["copy_of"], "title": named[row["doc_id"]], "path": f"{FOLDERS[row['country']]}/{row['doc_id']}.txt",
        "source": "constructed for nordtema", "licence": "CC0-1.0",
    })
order = list(FOLDERS)
manifest.sort(key=lambda row: (order.index(row["country"]), int(row["doc_id"].split("-")[1])))
with open("corpus/manifest.csv", "w", encoding="utf-8", newline="") as handle:
    writer = csv.DictWriter(handle, FIELDS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(manifest)
print(len(manifest))
