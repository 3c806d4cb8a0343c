"""Logs the runs of the sample projects into MLflow file stores with the real client.

usage: log_runs.py WORK before|later     (run by the Python that MLflow is installed in)
"""
import hashlib
import json
import os
import pathlib
import sys
import tempfile
import uuid

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"

from mlflow import MlflowClient  # noqa: E402
from mlflow.entities import Metric, Param, RunTag, ViewType  # noqa: E402
from mlflow.store.tracking import file_store  # noqa: E402


class Log:
    def __init__(self, folder):
        self.folder = folder
        self.plan = json.loads((folder / "runs.json").read_text())
        self.count = 0
        self.now = self.plan["runs"][0]["at"] * 1000 - 86_400_000
        # The same ids and times whenever the data is made.
        uuid.uuid4 = self.next_id
        file_store.get_current_time_millis = lambda: self.now
        self.client = MlflowClient(tracking_uri=str(folder / "mlruns"))

    def next_id(self):
        self.count += 1
        return uuid.UUID(hashlib.md5(f"{self.folder.name}/{self.count}".encode()).hexdigest())

    def run(self, experiment, name, start, seconds, metrics, params, tags, status="FINISHED", artifacts=True):
        """One run; `tags` may hold a `commit`."""
        tags = dict(tags)
        commit = tags.pop("commit", None)
        if commit:
            tags["mlflow.source.git.commit"] = commit
        tags |= {"mlflow.user": "ci", "mlflow.source.type": "LOCAL", "mlflow.source.name": "src/train.py"}
        run = self.client.create_run(experiment, start_time=start, run_name=name, tags=tags).info.run_id
        end = start + int(seconds * 1000)
        points = []
        for key, value in metrics.items():
            if key in ("rmse", "auc", "qwk", "mae"):
                # The way there: three points that approach the final one.
                worse = -1 if key in ("auc", "qwk") else 1
                points += [Metric(key, round(value + worse * 0.2 / (step + 1), 4), start + step * 1000, step)
                           for step in range(3)]
            points.append(Metric(key, value, end, 3))
        self.client.log_batch(run, points, [Param(k, str(v)) for k, v in params.items()], [])
        if artifacts:
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder, "model")
                path.mkdir()
                (path / "MLmodel").write_text(f"artifact_path: model\nrun_id: {run}\n")
                pathlib.Path(folder, "metrics.json").write_text(json.dumps(metrics) + "\n")
                self.client.log_artifacts(run, folder)
        self.now = end
        if status != "RUNNING":
            self.client.set_terminated(run, status, end)
        return run

    def before(self):
        experiment = self.client.create_experiment(self.plan["experiment"])
        retired = self.client.create_experiment(self.plan["experiment"] + "-2025")
        for number, version in enumerate(self.plan["runs"]):
            self.version(experiment, retired, number, version)
        last = self.plan["runs"][-1]
        for tag in self.plan["orphans"]:
            self.run(experiment, f"train-{tag}", last["at"] * 1000 + 400_000, 60, last["metrics"], last["params"],
                     {"version": tag, "commit": "f" * 40})
        self.client.delete_experiment(retired)

    def version(self, experiment, retired, number, version):
        fault, metrics, params = version["fault"], dict(version["metrics"]), dict(version["params"])
        start = version["at"] * 1000
        tags = {"version": version["tag"], "commit": version["commit"], "stage": "training"}
        if fault in ("no-run",):
            return
        if fault == "registry" or fault == "before-dvc":
            # Data is published, or a model trained by hand, and a run notes it.
            metrics, params = {"rows": 240}, {}
        if number % 4 == 3:
            self.search(experiment, number, version)
        if fault == "no-commit":
            del tags["commit"]
        if fault == "other-commit":
            tags["commit"] = version["before"]
        if fault == "other-metrics":
            metrics = {key: round(value * 1.04, 4) if key == "auc" else value for key, value in metrics.items()}
        if fault == "other-params":
            params["train.learning_rate"] = 0.7
        if fault == "no-common-metrics":
            metrics = {f"final_{key}": value for key, value in metrics.items()}
        if fault == "nan-metric":
            metrics["calibration_error"] = float("nan")
            metrics["worst_case_loss"] = float("inf")
        if fault in ("not-linked", "linked-later"):
            del tags["version"]
        status = {"run-failed": "FAILED", "run-killed": "KILLED", "run-open": "RUNNING"}.get(fault, "FINISHED")
        where = retired if fault == "experiment-deleted" else experiment
        seconds = metrics.get("train_time_s", 30)
        self.run(where, f"train-{version['tag']}", start, seconds, metrics, params, tags, status,
                 artifacts=fault != "no-artifacts")
        if fault == "two-runs":
            self.run(where, f"train-{version['tag']}-again", start + 1_800_000, seconds, metrics, params, tags)

    def search(self, experiment, number, version):
        """A parameter search some days before: a parent with two children, one of which diverges."""
        start = version["at"] * 1000 - 3 * 86_400_000
        parent = self.run(experiment, f"search-{number}", start, 900, {}, {"trials": 2},
                          {"commit": version["before"]}, artifacts=False)
        for trial, rate in enumerate((0.2, 4.0)):
            diverged = rate > 1
            metrics = {} if not version["metrics"] else {
                key: float("nan") if diverged else round(value * 1.02, 4) for key, value in version["metrics"].items()}
            self.run(experiment, f"search-{number}-{trial}", start + trial * 400_000, 300, metrics,
                     {**version["params"], "train.learning_rate": rate},
                     {"commit": version["before"], "mlflow.parentRunId": parent},
                     "FAILED" if diverged else "FINISHED", artifacts=False)

    def later(self):
        """A run is deleted, and another gets the version it was logged without."""
        experiment = self.client.get_experiment_by_name(self.plan["experiment"]).experiment_id
        runs = self.client.search_runs([experiment], run_view_type=ViewType.ALL, max_results=1000)
        self.now = self.plan["runs"][-1]["at"] * 1000 + 9 * 86_400_000
        for version in self.plan["runs"]:
            mine = [run for run in runs if run.info.run_name == f"train-{version['tag']}"]
            if version["fault"] == "run-deleted-later":
                self.client.delete_run(mine[0].info.run_id)
            if version["fault"] == "linked-later":
                self.client.set_tag(mine[0].info.run_id, "version", version["tag"])


def main():
    work, step = pathlib.Path(sys.argv[1]), sys.argv[2]
    for plan in sorted(work.glob("*/runs.json")):
        log = Log(plan.parent)
        log.later() if step == "later" else log.before()
        print(f"{plan.parent.name}: {step}", flush=True)


if __name__ == "__main__":
    main()
