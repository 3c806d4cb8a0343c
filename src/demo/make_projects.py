"""Makes the repositories and DVC remotes of the sample projects with the real git, DVC and GTO.

usage: make_projects.py WORK before|later     (run by the Python that DVC is installed in)

`before` writes WORK/<project>/{repo,store,runs.json}; `later` lets some time pass: a tag moves, another goes,
objects vanish from a remote. Commit ids, hashes and tags are the same every time.
"""
import csv
import datetime
import io
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys

from dvc.repo import Repo
from projects import PROJECTS

HERE = pathlib.Path(__file__).resolve().parent
ROWS = 240
AUTHORS = [("Ana Ruiz", "ana@example.org"), ("Luis Prieto", "luis@example.org"), ("Mei Tanaka", "mei@example.org")]

DVC_YAML = """\
stages:
  prepare:
    cmd: python3 src/prepare.py
    deps:
    - data/raw.csv
    - src/prepare.py
    params:
    - prepare
    outs:
    - data/processed
  train:
    cmd: python3 src/train.py
    deps:
    - data/processed
    - src/train.py
    params:
    - train
    outs:
    - models/model.json
    metrics:
    - reports/metrics.json:
        cache: false
"""
REPORT_STAGE = """\
  report:
    cmd: python3 src/report.py
    deps:
    - reports/metrics.json
    outs:
    - reports/report.html
"""
EVALUATE_STAGE = """\
  evaluate:
    cmd: python3 src/evaluate.py
    deps:
    - data/processed
    - models/model.json
    - src/evaluate.py
    - src/train.py
    plots:
    - reports/roc.json:
        cache: false
        x: fpr
        y: tpr
        title: ROC curve
        x_label: false positives
        y_label: true positives
"""


class Project:
    def __init__(self, work, name):
        self.name, self.spec = name, PROJECTS[name]
        self.folder = work / name
        self.repo, self.store = self.folder / "repo", self.folder / "store"
        self.params = {"epochs": 40, "learning_rate": 0.4, "l2": 0.001}
        self.month = 0
        self.moment = datetime.datetime.fromisoformat(self.spec["start"] + "T09:30:00+00:00")
        self.random = random.Random(name)
        self.runs = []
        self.pipeline = DVC_YAML

    # --- git, on a clock of its own

    def git(self, *args):
        author, mail = AUTHORS[self.random.randrange(3)] if args[0] == "commit" else AUTHORS[0]
        stamp = f"{int(self.moment.timestamp())} +0000"
        env = dict(os.environ, GIT_AUTHOR_NAME=author, GIT_AUTHOR_EMAIL=mail, GIT_COMMITTER_NAME=author,
                   GIT_COMMITTER_EMAIL=mail, GIT_AUTHOR_DATE=stamp, GIT_COMMITTER_DATE=stamp)
        return subprocess.run(["git", "-C", str(self.repo), *args], check=True, env=env, text=True,
                              stdout=subprocess.PIPE).stdout.strip()

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        return self.git("rev-parse", "HEAD")

    def tick(self, **delta):
        self.moment += datetime.timedelta(**delta)

    def tag(self, name, *target):
        self.tick(minutes=20)
        self.git("tag", "-f", "-a", name, "-m", name, *target)

    # --- files

    def write(self, path, text):
        file = self.repo / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def write_params(self):
        train = {"kind": self.spec["kind"], **self.params, "cost": self.spec["cost"]}
        lines = ["prepare:", "  seed: 42", "  test_share: 0.25", "train:"]
        self.write("params.yaml", "\n".join(lines + [f"  {k}: {v}" for k, v in train.items()]) + "\n")

    def write_config(self, url):
        self.write(".dvc/config", "" if url is None else
                   f"[core]\n    remote = storage\n['remote \"storage\"']\n    url = {url}\n")

    def write_data(self):
        """A month's raw table: evenly spread features, so that a small table shows a small drift."""
        noise, shift = self.spec["months"][min(self.month, len(self.spec["months"]) - 1)]
        self.month += 1
        columns = len(self.spec["features"]) - 1
        normal = statistics.NormalDist()

        def spread(mean):
            values = [normal.inv_cdf((i + 0.5) / ROWS) + mean for i in range(ROWS)]
            self.random.shuffle(values)
            return values

        table = [spread(shift) for _ in range(columns)]
        errors = spread(0)
        weights = [0.9, -0.7, 0.6, -0.5, 0.4][:columns]
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(self.spec["features"])
        for i in range(ROWS):
            signal = sum(w * column[i] for w, column in zip(weights, table))
            if self.spec["kind"] == "classification":
                answer = int(signal + noise * errors[i] > 0.4)
            elif self.spec["kind"] == "ordinal":
                answer = min(6, max(1, round(3.5 + 1.1 * signal + noise * errors[i])))
            else:
                answer = round(14 + 3 * signal + noise * errors[i], 2)
            rows.writerow([f"{column[i]:.3f}" for column in table] + [answer])
        self.write("data/raw.csv", out.getvalue())

    def dvc(self, action, *args, **options):
        here = os.getcwd()
        os.chdir(self.repo)
        try:
            with Repo() as repo:
                return getattr(repo, action)(*args, **options)
        finally:
            os.chdir(here)

    def hashes(self):
        """The hash of every output in dvc.lock, by path."""
        found, path = {}, None
        for line in (self.repo / "dvc.lock").read_text().splitlines():
            word = line.strip()
            if word.startswith("- path: "):
                path = word[8:]
            elif word.startswith("md5: "):
                found[path] = word[5:]
        return found

    def object(self, digest):
        return self.store / "files" / "md5" / digest[:2] / digest[2:]

    # --- the year

    def begin(self):
        self.repo.mkdir(parents=True)
        self.store.mkdir()
        self.git("init", "-q", "-b", "main")
        self.write("README.md", f"# {self.name}\n\nA sample project of Vigía.\n")
        shutil.copytree(HERE / "pipeline", self.repo / "src", ignore=shutil.ignore_patterns("__pycache__"))
        self.write(".gitignore", "__pycache__/\n")
        self.write_params()
        self.commit("Start the project")

    def adopt_dvc(self):
        if not (self.repo / ".dvc").exists():
            Repo.init(str(self.repo)).close()
            self.write_config("../../store")
            self.write_data()
            self.dvc("add", "data/raw.csv")

    def version(self, tag, change, fault, stages=()):
        self.tick(days=12, hours=self.random.randrange(-20, 20))
        if fault == "before-dvc":
            self.write("notes.md", "The model is trained by hand for now.\n")
        else:
            self.adopt_dvc()
            self.change(change)
        message = self.prepare(tag, fault)
        commit = self.commit(message)
        if (self.repo / ".dvc").exists() and fault not in ("not-pushed", "no-remote"):
            # Whatever the tag's own configuration says, the team's real remote is this one.
            config = (self.repo / ".dvc/config").read_text()
            self.write_config("../../store")
            self.dvc("push")
            self.write(".dvc/config", config)
        self.tag(tag)
        if fault == "deregistered":
            self.git("tag", "-a", tag + "!", "-m", "withdrawn")
        for stage in stages:
            self.tick(hours=3)
            self.stage = getattr(self, "stage", 0) + 1
            self.git("tag", "-a", f"{tag.split('@')[0]}#{stage}#{self.stage}", "-m", stage)
        self.plan(tag, commit, fault)
        self.harm(fault)
        self.repair(fault)

    def change(self, change):
        if change == "data":
            if self.month < 1 or (self.repo / "dvc.lock").exists() or self.runs:
                self.write_data()
            self.dvc("add", "data/raw.csv")
        elif change:
            self.params.update(change)
            self.write_params()

    def prepare(self, tag, fault):
        """Brings the work tree into the state that is tagged; returns the commit's message."""
        if fault == "before-dvc":
            return "Describe the manual training"
        if fault == "registry":
            (self.repo / "dvc.yaml").unlink(missing_ok=True)
            return "Publish the essays of the month"
        if tag == self.spec.get("plots_from"):
            shutil.copy(HERE / "plots/evaluate.py", self.repo / "src")
            self.pipeline = DVC_YAML + EVALUATE_STAGE
        self.write("dvc.yaml", self.pipeline)
        self.dvc("reproduce")
        if fault == "edited-pipeline":
            self.write("dvc.yaml", DVC_YAML.replace("src/train.py\n    deps", "src/train.py --fast\n    deps"))
        if fault == "never-run":
            self.write("dvc.yaml", DVC_YAML + REPORT_STAGE)
        if fault == "no-remote":
            self.write_config(None)
        if fault == "remote-unsupported":
            self.write_config("gdrive://1Tq8carvision/segments")
        if fault == "remote-unreachable":
            self.write_config("http://127.0.0.1:9/essays")
        return f"Train {tag}"

    def harm(self, fault):
        """What happened to the remote since the push."""
        if fault == "damaged":
            file = self.object(self.hashes()["models/model.json"])
            file.chmod(0o644)
            file.write_bytes(file.read_bytes()[:40])
            file.chmod(0o444)

    def repair(self, fault):
        """Brings the work tree back into order for the versions that follow."""
        if fault in ("no-remote", "remote-unsupported", "remote-unreachable"):
            self.write_config("../../store")
        if fault in ("edited-pipeline", "never-run"):
            self.write("dvc.yaml", DVC_YAML)

    def plan(self, tag, commit, fault):
        """What log_runs.py shall log for this version."""
        metrics, params = {}, {}
        if (self.repo / "dvc.lock").exists():
            metrics = json.loads((self.repo / "reports/metrics.json").read_text())
            params = {"prepare.seed": 42, "prepare.test_share": 0.25, "train.kind": self.spec["kind"],
                      **{f"train.{k}": v for k, v in self.params.items()}, "train.cost": self.spec["cost"]}
        self.runs.append({"tag": tag, "commit": commit, "fault": fault, "at": int(self.moment.timestamp()) - 5400,
                          "metrics": metrics, "params": params, "before": self.runs[-1]["commit"] if self.runs else None})

    def finish(self):
        (self.folder / "runs.json").write_text(json.dumps(
            {"experiment": self.spec["experiment"], "orphans": self.spec["orphans"], "runs": self.runs}, indent=1))

    # --- some time later

    def later(self):
        runs = json.loads((self.folder / "runs.json").read_text())["runs"]
        self.moment = datetime.datetime.fromtimestamp(runs[-1]["at"], datetime.timezone.utc)
        self.tick(days=9)
        for position, run in enumerate(runs):
            if run["fault"] == "moved-later":
                self.tag(run["tag"], runs[position + 1]["commit"])
            if run["fault"] == "tag-deleted-later":
                self.git("tag", "-d", run["tag"])
            if run["fault"] == "child-lost-later":
                self.git("checkout", "-q", run["commit"])
                listing = json.loads(self.object(self.hashes()["data/processed"]).read_text())
                self.object(next(e["md5"] for e in listing if e["relpath"] == "test.csv")).unlink()
                self.git("checkout", "-q", "main")
            if run["fault"] == "folder-lost-later":
                self.git("checkout", "-q", run["commit"])
                self.object(self.hashes()["data/processed"]).unlink()
                self.git("checkout", "-q", "main")


def main():
    work, step = pathlib.Path(sys.argv[1]), sys.argv[2]
    for name in PROJECTS:
        project = Project(work, name)
        if step == "later":
            project.later()
            continue
        project.begin()
        for tag, change, fault, *stages in project.spec["versions"]:
            project.version(tag, change, fault, *stages)
        project.finish()
        print(f"{name}: {len(project.runs)} versions", file=sys.stderr)


if __name__ == "__main__":
    main()
