"""What the real Evidently says about pairs of CSV files: score_columns.py FOLDER OUT.json

Each pair is FOLDER/NAME-reference.csv and FOLDER/NAME-current.csv. Of each column: its type, the test chosen for it and
the score of every test that suits it; infinite values are dropped on both sides first, as ValueDrift does. Of the
columns named clean_*: the public report's number of drifted ones.
"""

import json
import math
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from evidently import Dataset, DataDefinition, Report
from evidently.core.datasets import infer_column_type
from evidently.legacy.calculations import stattests as st
from evidently.legacy.core import ColumnType
from evidently.metrics import DriftedColumnsCount

warnings.filterwarnings("ignore")
TESTS = [st.psi_stat_test, st.kl_div_stat_test, st.jensenshannon_stat_test, st.wasserstein_stat_test, st.ks_stat_test,
         st.chi_stat_test, st.z_stat_test]


def plain(x):
    x = float(x)
    return x if math.isfinite(x) else str(x).replace("inf", "Infinity").replace("nan", "NaN")


def column(reference, current):
    kind = infer_column_type(current)
    answer = {"type": kind.value, "scores": {}}
    ref, cur = (s.replace([np.inf, -np.inf], np.nan).dropna() for s in (reference, current))
    if kind not in (ColumnType.Numerical, ColumnType.Categorical) or len(ref) == 0 or len(cur) == 0:
        return answer
    chosen = st.get_stattest(ref, cur, kind, None)
    result = chosen(ref, cur, kind, None)
    answer["chosen"] = {"method": chosen.name, "score": plain(result.drift_score), "drifted": bool(result.drifted)}
    for test in TESTS:
        if kind in test.allowed_feature_types:
            result = test(ref, cur, kind, None)
            answer["scores"][test.name] = {"score": plain(result.drift_score), "drifted": bool(result.drifted)}
    return answer


def clean(reference, current):
    names = [c for c in current.columns if c.startswith("clean_")]
    run = Report([DriftedColumnsCount()]).run(
        Dataset.from_pandas(current[names], data_definition=DataDefinition()),
        Dataset.from_pandas(reference[names], data_definition=DataDefinition()))
    return json.loads(run.json())["metrics"][0]["value"]


def main(folder, out):
    answers = {}
    for path in sorted(Path(folder).glob("*-reference.csv")):
        name = path.name.removesuffix("-reference.csv")
        reference, current = (pd.read_csv(Path(folder) / f"{name}-{side}.csv", float_precision="round_trip")
                              for side in ("reference", "current"))
        answers[name] = {
            "columns": {c: column(reference[c], current[c]) for c in current.columns},
            "clean": clean(reference, current),
        }
    Path(out).write_text(json.dumps(answers, allow_nan=False))


main(*sys.argv[1:])
