"""Real reports of Evidently on random data, in every form that it writes: make_reports.py FOLDER SEED

FOLDER/NAME.json are the reports and FOLDER/NAME.html the pages of some; FOLDER/said.json is what Evidently said of each,
taken from its objects, not from what it wrote: by name, the share, the limit of the share, its verdict, whether the form
rounds scores, and of each column that was tested, in order, its name, score, threshold and whether it drifted.
"""

import json
import math
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from evidently import Report
from evidently.legacy.calculations.stattests import get_stattest
from evidently.legacy.core import ColumnType
from evidently.legacy.metric_preset import DataDriftPreset as OldPreset
from evidently.legacy.metrics import ColumnDriftMetric
from evidently.legacy.report import Report as OldReport
from evidently.legacy.test_preset import DataDriftTestPreset
from evidently.legacy.test_suite import TestSuite
from evidently.metrics import ValueDrift
from evidently.presets import DataDriftPreset

warnings.filterwarnings("ignore")
CATEGORIES = ["region", "it's a \"plan\""]


def data(random, rows, drifting):
    """Six columns that drift more often the more is said to drift; names as no one should give them."""
    frame = {}
    for at, name in enumerate(["age", "income, net [€]", "Größe", "gaps"]):
        moved = random.choice([0, 0.1, 1.5]) if drifting else 0
        frame[name] = random.normal(10 * at + moved, 1 + at * 0.2, rows)
    frame["gaps"][random.random(rows) < 0.2] = np.nan
    weights = random.dirichlet([1, 1, 1]) if drifting else [0.5, 0.3, 0.2]
    frame[CATEGORIES[0]] = random.choice(["north", "south", "east"], rows, p=weights)
    frame[CATEGORIES[1]] = random.choice(["free", "plus"], rows, p=[0.5, 0.5])
    return pd.DataFrame(frame)


def plain(x):
    x = float(x)
    return x if math.isfinite(x) else str(x).replace("inf", "Infinity").replace("nan", "NaN")


def column(name, reference, current, method, threshold=None):
    """What the test itself says, asked directly."""
    kind = ColumnType.Categorical if name in CATEGORIES or name == "constant" else ColumnType.Numerical
    ref, cur = reference[name].dropna(), current[name].dropna()
    test = get_stattest(ref, cur, kind, method)
    said = test(ref, cur, kind, threshold)
    return [name, plain(said.drift_score), plain(said.actual_threshold), bool(said.drifted)]


def main(folder, seed):
    random = np.random.default_rng(seed)
    said = {}

    def keep(name, text, share, limit, drift, columns, rounded=False):
        json.loads(text)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        said[name] = {"share": share, "limit": limit, "drift": drift, "rounded": rounded, "columns": columns}

    for size in (150, 1200):
        reference, current = data(random, size, False), data(random, size - 30, True)
        for method in (None, "psi"):
            limit = 0.5 if method is None else 0.3
            name = f"{size}-{method or 'default'}"
            numeric = "wasserstein" if method else None
            per_column = {"age": numeric} if numeric else {}
            columns = [column(c, reference, current, per_column.get(c, method)) for c in current.columns]
            share = sum(c[3] for c in columns) / len(columns)
            verdict = share >= limit

            preset = DataDriftPreset(method=method, drift_share=limit, per_column_method=per_column)
            for tests in (True, False):
                result = Report([preset], include_tests=tests).run(current, reference)
                form = f"{name}-{'tests' if tests else 'bare'}"
                keep(f"{form}-json", result.json(), share, limit, verdict, columns)
                keep(f"{form}-dict", json.dumps(result.dict()), share, limit, verdict, columns)
                keep(f"{form}-dumps", result.dumps(), share, limit, verdict, columns)
                result.save_json(str(folder / "saved"))
                keep(f"{form}-save-json", (folder / "saved").read_text(), share, limit, verdict, columns)
            result.save_html(str(folder / f"{name}-bare-json.html"))

            old = OldReport(metrics=[OldPreset(stattest=method, drift_share=limit, per_column_stattest=per_column)])
            old.run(reference_data=reference, current_data=current)
            keep(f"{name}-old-json", old.json(), share, limit, verdict, columns)
            keep(f"{name}-old-dict", json.dumps(old.as_dict(), default=lambda o: o.item()), share, limit, verdict,
                 columns)
            old.save(str(folder / "saved"))
            keep(f"{name}-old-save", (folder / "saved").read_text(), share, limit, verdict, columns)
            old.save_json(str(folder / "saved"))
            keep(f"{name}-old-save-json", (folder / "saved").read_text(), share, limit, verdict, columns)
            old.save_html(str(folder / f"{name}-old-json.html"))

            suite = TestSuite(tests=[DataDriftTestPreset(stattest=method, per_column_stattest=per_column)])
            suite.run(reference_data=reference, current_data=current)
            keep(f"{name}-suite-json", suite.json(), share, 0.3, share >= 0.3, columns, rounded=True)
            suite.save(str(folder / "saved"))
            keep(f"{name}-suite-save", (folder / "saved").read_text(), share, 0.3, share >= 0.3, columns)

    # Without a summary; a constant column's score is no number.
    reference["constant"] = current["constant"] = "one"
    columns = [column("age", reference, current, "kl_div", 0.2), column("constant", reference, current, "chisquare")]
    share = sum(c[3] for c in columns) / 2
    alone = Report([ValueDrift(column="age", method="kl_div", threshold=0.2),
                    ValueDrift(column="constant", method="chisquare")], include_tests=True).run(current, reference)
    keep("columns-json", alone.json(), share, None, None, columns)
    old = OldReport(metrics=[ColumnDriftMetric("age", stattest="kl_div", stattest_threshold=0.2),
                             ColumnDriftMetric("constant", stattest="chisquare")])
    old.run(reference_data=reference, current_data=current)
    keep("columns-old-json", old.json(), share, None, None, columns)
    (folder / "said.json").write_text(json.dumps(said, allow_nan=False), encoding="utf-8")


main(Path(sys.argv[1]), int(sys.argv[2]))
