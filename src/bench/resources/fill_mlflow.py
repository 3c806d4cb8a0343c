"""Puts many runs straight into the SQLite store of an MLflow server, far faster than its API would take them.

arguments: DATABASE EXPERIMENT COUNT

The server must have made the database already. A run has eight metrics, fifteen params and seven tags; one in ten
claims a version. The same arguments give the same rows.
"""

import hashlib
import sqlite3
import sys

BEGIN = 1_760_000_000_000
METRICS = ("rmse", "qwk", "mae", "r2", "val/auc", "val/loss", "train_time_s", "data_drift_pct")
PARAMS = tuple(f"option_{n:02d}" for n in range(15))
COLUMNS = {
    "runs": "run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time,"
    " source_version, lifecycle_stage, artifact_uri, experiment_id",
    "metrics": "key, value, timestamp, step, is_nan, run_uuid",
    "latest_metrics": "key, value, timestamp, step, is_nan, run_uuid",
    "params": "key, value, run_uuid",
    "tags": "key, value, run_uuid",
}


def rows_of(number, experiment, experiment_id):
    run = hashlib.md5(f"{experiment}#{number}".encode()).hexdigest()
    start = BEGIN + 60_000 * number
    end = start + 3_000 + number % 47_000
    yield "runs", (run, f"fit-{number}", "LOCAL", "fit.py", "", "ci", "FINISHED", start, end, "", "active",
                   f"mlflow-artifacts:/{experiment_id}/{run}/artifacts", experiment_id)
    for place, key in enumerate(METRICS):
        row = (key, (number * 37 + place * 11) % 1009 / 1009, end, 0, 0, run)
        yield "metrics", row
        yield "latest_metrics", row
    for place, key in enumerate(PARAMS):
        yield "params", (key, f"setting {(number * 13 + place) % 89}", run)
    tags = {
        "mlflow.user": "ci",
        "mlflow.runName": f"fit-{number}",
        "mlflow.source.name": "fit.py",
        "mlflow.source.type": "LOCAL",
        "mlflow.source.git.commit": hashlib.sha1(f"{experiment}#{number // 10}".encode()).hexdigest(),
        "team": "pricing",
        "purpose": "release" if number % 10 == 0 else "trial",
    }
    if number % 10 == 0:
        tags["version"] = f"v{number // 100_000}.{number // 1000 % 100}.{number // 10 % 100}"
    for key, value in tags.items():
        yield "tags", (key, value, run)


def main(database, experiment, count):
    with sqlite3.connect(database, timeout=60) as store:
        cursor = store.execute(
            "insert into experiments (name, artifact_location, lifecycle_stage, creation_time, last_update_time)"
            " values (?, ?, 'active', ?, ?)", (experiment, "mlflow-artifacts:/" + experiment, BEGIN, BEGIN))
        tables = {table: [] for table in COLUMNS}
        for number in range(count):
            for table, row in rows_of(number, experiment, cursor.lastrowid):
                tables[table].append(row)
        for table, rows in tables.items():
            marks = ", ".join("?" * len(rows[0]))
            store.executemany(f"insert into {table} ({COLUMNS[table]}) values ({marks})", rows)
        print(cursor.lastrowid)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
