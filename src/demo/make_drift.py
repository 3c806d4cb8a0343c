"""Makes the demo's reports of drift with the real Evidently (0.7, and the layout of 0.4 through its legacy interface).

    python src/demo/make_drift.py [folder]

in an environment with evidently==0.7.23 and pandas<3.1. The same every time, but for ids of Evidently's own.
What each report is of, and when, stands in REPORTS; `days` are before the demo's start.
"""
import gzip
import json
import pathlib
import sys

import numpy as np
import pandas as pd

# project, days before the start, version, columns that drift, layout, whether a page comes with it
REPORTS = [
    ("bankchurn", 21, "v1.5.3", [], "new", False),
    ("bankchurn", 14, "v1.6.0", [], "new", False),
    ("bankchurn", 7, "v1.6.0", ["income"], "new", False),
    ("bankchurn", 0, "v1.6.0", ["income"], "new", True),
    ("carvision", 29, None, [], "legacy", False),
    ("carvision", 22, None, [], "legacy", False),
    ("carvision", 15, None, ["mileage"], "legacy", False),
    ("carvision", 8, None, ["mileage", "price"], "legacy", False),
    ("carvision", 1, None, ["mileage", "power", "price", "gearbox"], "legacy", True),
    ("essay-score", 9, None, [], "new", False),
    ("essay-score", 2, None, ["words", "sentences", "commas", "mean_word", "prompt"], "summary", False),
]
# Numbers, then categories.
COLUMNS = {
    "bankchurn": (
        ["age", "balance", "tenure", "products", "income", "credit_score", "card_age", "logins", "calls", "complaints",
         "deposits", "withdrawals", "transfers", "fees", "overdraft_days", "loan", "savings", "branch_visits",
         "app_rating", "last_contact"],
        ["active", "region", "plan", "channel"]),
    "carvision": (["mileage", "year", "power", "damage", "price", "doors"], ["fuel", "gearbox"]),
    "essay-score": (["words", "sentences", "commas", "misspellings", "unique_words", "mean_word"], ["prompt", "grade"]),
}
# More than 1000, so that Evidently measures distances, which chance does not push beyond their limit.
ROWS = 1200


def data(project, seed, drifting):
    random = np.random.default_rng(seed)
    numbers, categories = COLUMNS[project]
    frame = {}
    for at, name in enumerate(numbers):
        moved = 0.4 if name in drifting else 0.0
        frame[name] = np.round(random.normal((10 + moved) * (at + 1), at + 1, ROWS), 4)
    for name in categories:
        weights = [0.2, 0.3, 0.5] if name in drifting else [0.5, 0.3, 0.2]
        frame[name] = random.choice(["one", "two", "three"], ROWS, p=weights)
    return pd.DataFrame(frame)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for at, (project, days, version, drifting, layout, page) in enumerate(REPORTS):
        name = f"{at + 1:02d}-{project}"
        reference, current = data(project, 1, []), data(project, 100 + at, drifting)
        html = folder / (name + ".html")
        if layout == "new":
            from evidently import Report
            from evidently.presets import DataDriftPreset

            result = Report([DataDriftPreset()], include_tests=True).run(current, reference)
            text = result.json()
            save = result.save_html
        elif layout == "legacy":
            from evidently.legacy.metric_preset import DataDriftPreset
            from evidently.legacy.report import Report

            report = Report(metrics=[DataDriftPreset()])
            report.run(reference_data=reference, current_data=current)
            text = report.json()
            save = report.save_html
        else:
            text = json.dumps({"reference_rows": ROWS, "current_rows": ROWS, "dataset_drift": True, "drift_share": 0.0,
                               "drifted_features": drifting})
        # The time it was made would be the only thing that differs; the demo knows better.
        made = json.loads(text)
        made.pop("timestamp", None)
        (folder / (name + ".json")).write_text(json.dumps(made) + "\n")
        if page:
            save(str(html))
            (folder / (name + ".html.gz")).write_bytes(gzip.compress(html.read_bytes(), 9, mtime=0))
            html.unlink()
        index.append({"name": name, "project": project, "days": days, "version": version, "page": page})
    (folder / "index.json").write_text(json.dumps(index, indent=1) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "src/demo/data/drift"))
