"""Fits a small linear model by gradient descent and writes it with its metrics.

The training time is counted in operations, not taken from a clock: the same input must give the same files.
"""
import csv
import json
import math
import pathlib
import sys

from prepare import section


def table(name):
    with open(pathlib.Path("data/processed") / name, newline="") as file:
        _, *rows = csv.reader(file)
    return [[float(v) for v in row[:-1]] for row in rows], [float(row[-1]) for row in rows]


def sigmoid(z):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def fit(xs, ys, params, link):
    weights, bias, n = [0.0] * len(xs[0]), 0.0, len(xs)
    bias = 0.0 if link is sigmoid else sum(ys) / n
    for _ in range(params["epochs"]):
        errors = [link(bias + sum(w * v for w, v in zip(weights, x))) - y for x, y in zip(xs, ys)]
        bias -= params["learning_rate"] * sum(errors) / n
        for j in range(len(weights)):
            slope = sum(e * x[j] for e, x in zip(errors, xs)) / n + params["l2"] * weights[j]
            weights[j] -= params["learning_rate"] * slope
    return weights, bias


def auc(scores, labels):
    good = [s for s, y in zip(scores, labels) if y == 1]
    bad = [s for s, y in zip(scores, labels) if y == 0]
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return wins / (len(good) * len(bad))


def rmse(predicted, actual):
    return math.sqrt(sum((p - a) ** 2 for p, a in zip(predicted, actual)) / len(actual))


def qwk(predicted, actual):
    """Quadratic weighted kappa of two lists of whole grades."""
    n = len(actual)
    observed = sum((p - a) ** 2 for p, a in zip(predicted, actual)) / n
    expected = sum((p - a) ** 2 for p in predicted for a in actual) / (n * n)
    return 1 - observed / expected


def drift(rows, reference):
    """Mean shift of the features against the reference, in per cent of its standard deviation (which is 1)."""
    means = [sum(column) / len(column) for column in zip(*rows)]
    return 100 * sum(abs(m - reference) for m in means) / len(means)


def main():
    params = section("train")
    (xs, ys), (test_xs, test_ys) = table("train.csv"), table("test.csv")
    link = sigmoid if params["kind"] == "classification" else (lambda z: z)
    weights, bias = fit(xs, ys, params, link)
    predicted = [link(bias + sum(w * v for w, v in zip(weights, x))) for x in test_xs]
    metrics = {"rmse": rmse(predicted, test_ys)}
    if params["kind"] == "classification":
        metrics["auc"] = auc(predicted, test_ys)
    elif params["kind"] == "ordinal":
        metrics["qwk"] = qwk([min(6, max(1, round(p))) for p in predicted], test_ys)
    else:
        metrics["mae"] = sum(abs(p - a) for p, a in zip(predicted, test_ys)) / len(test_ys)
    operations = len(xs) * len(weights) * params["epochs"]
    metrics["train_time_s"] = operations / 1000 * params.get("cost", 1)
    metrics["data_drift_pct"] = drift(xs + test_xs, 0.0)
    pathlib.Path("models").mkdir(exist_ok=True)
    pathlib.Path("reports").mkdir(exist_ok=True)
    with open("models/model.json", "w") as file:
        json.dump({"kind": params["kind"], "weights": [round(w, 6) for w in weights], "bias": round(bias, 6)}, file)
    with open("reports/metrics.json", "w") as file:
        json.dump({key: round(value, 4) for key, value in metrics.items()}, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    sys.exit(main())
