"""Splits the raw table into a training and a test part."""
import csv
import pathlib
import random
import sys


def section(name):
    """The numbers and words of one section of params.yaml, which is flat enough to need no YAML library."""
    found, inside = {}, False
    for line in pathlib.Path("params.yaml").read_text().splitlines():
        if not line.startswith(" "):
            inside = line == name + ":"
        elif inside:
            key, value = line.strip().split(": ")
            try:
                found[key] = int(value)
            except ValueError:
                try:
                    found[key] = float(value)
                except ValueError:
                    found[key] = value
    return found


def main():
    params = section("prepare")
    with open("data/raw.csv", newline="") as file:
        header, *rows = csv.reader(file)
    random.Random(params["seed"]).shuffle(rows)
    cut = round(len(rows) * params["test_share"])
    folder = pathlib.Path("data/processed")
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in (("test.csv", rows[:cut]), ("train.csv", rows[cut:])):
        with open(folder / name, "w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *part])


if __name__ == "__main__":
    sys.exit(main())
