"""Writes the ROC curve of the model on the rows that were kept apart for testing."""
import json
import pathlib
import sys

from train import sigmoid, table


def main():
    model = json.loads(pathlib.Path("models/model.json").read_text())
    xs, ys = table("test.csv")
    scores = [sigmoid(model["bias"] + sum(w * v for w, v in zip(model["weights"], x))) for x in xs]
    good, bad = ys.count(1), ys.count(0)
    curve = [{"fpr": 0.0, "tpr": 0.0, "threshold": 1.0}]
    for limit in sorted(set(scores), reverse=True):
        named = [y for s, y in zip(scores, ys) if s >= limit]
        curve.append({"fpr": round(named.count(0) / bad, 4), "tpr": round(named.count(1) / good, 4),
                      "threshold": round(limit, 4)})
    pathlib.Path("reports/roc.json").write_text(json.dumps({"roc": curve}, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
