"""Records the deliveries of a real Alertmanager for ./vigia demo, into src/demo/data/alerts.jsonl. Takes half a minute.

usage: record_alerts.py [prometheus-alertmanager]

The day of alert_day.py is told to an Alertmanager as Prometheus would tell it, only faster: it waits tenths of seconds
where a real one waits minutes. Every body that its webhooks send is kept word for word, with the time of the story at
which it came; what it answers at the end to the questions of its API is kept too. What people do in Vigía is not
recorded: it stands between the deliveries, for the demo to do it.

A line is a JSON object with `at` and one of
  delivery   a webhook's body
  answer     the body of an answer of the API, with its `path`
  act        what somebody does, with `by`, the matchers of an `alert`, and `text` or `step`
and the first line says when the day `ends`.
"""
import datetime
import http.server
import json
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from alert_day import ALERTS, STORY

OUTPUT = pathlib.Path(__file__).parent / "data" / "alerts.jsonl"
PATIENCE = 20
# A delivery comes a little after what it is about.
ON_ITS_WAY = datetime.timedelta(seconds=12)
WATCHDOG_EVERY = 60

CONFIGURATION = """
route:
  receiver: vigia
  group_by: [alertname, project, job]
  group_wait: 100ms
  group_interval: 200ms
  repeat_interval: 24h
  routes:
    - matchers: [alertname="Watchdog"]
      receiver: vigia-watchdog
      group_by: [alertname]
      repeat_interval: 400ms
    - matchers: [team="batch"]
      receiver: vigia-batch
inhibit_rules:
  - source_matchers: [alertname="ServiceDown"]
    target_matchers: [alertname=~"HighPredictionLatency|HighErrorRate"]
    equal: [job, project]
receivers:
  - name: vigia
    webhook_configs: [{url: "%(recorder)s"}]
  - name: vigia-watchdog
    webhook_configs: [{url: "%(recorder)s"}]
  - name: vigia-batch
    # What ops/alertmanager/alertmanager.yml warns of.
    webhook_configs: [{url: "%(recorder)s", max_alerts: 4}]
"""


class Recorder(http.server.BaseHTTPRequestHandler):
    bodies = queue.Queue()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.bodies.put(body)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


class Day:
    def __init__(self, api, end):
        self.api, self.end, self.lines = api, end, [{"ends": text(end)}]
        self.firing = {}

    def at(self, before):
        return self.end - datetime.timedelta(minutes=before)

    def call(self, path, body=None):
        request = urllib.request.Request(self.api + path, headers={"Content-Type": "application/json"},
                                         data=None if body is None else json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode()

    def tell(self, before, keys, ends=None):
        alerts = []
        for key in keys:
            if ends is None:
                # Not all in the same second, as in life.
                self.firing[key] = self.at(before) - datetime.timedelta(milliseconds=137 * len(self.firing))
            alerts.append({**ALERTS[key], "startsAt": text(self.firing[key]),
                           "endsAt": text(ends or self.end + datetime.timedelta(days=2))})
            if ends is not None:
                del self.firing[key]
        self.call("/api/v2/alerts", alerts)

    def record(self, before, wanted):
        """Waits for a delivery that is as wanted; others on the way are kept, but for the watchdog's many."""
        until = time.monotonic() + PATIENCE
        while True:
            body = Recorder.bodies.get(timeout=max(0.1, until - time.monotonic()))
            delivery = json.loads(body)
            good = wanted(delivery)
            if good or delivery["receiver"] != "vigia-watchdog":
                self.lines.append({"at": text(self.at(before) + ON_ITS_WAY), "delivery": body})
            if good:
                return

    def step(self, before, what, *rest):
        if what in ("fire", "resolve"):
            self.tell(before, rest, self.at(before) if what == "resolve" else None)
            status = "firing" if what == "fire" else "resolved"
            told = min(len(rest), 4)
            mine = [ALERTS[key]["labels"] for key in rest]
            self.record(before, lambda delivery: sum(
                alert["labels"] in mine and alert["status"] == status for alert in delivery["alerts"]) >= told)
        elif what == "silence":
            author, conditions, comment, hours = rest
            self.call("/api/v2/silences", {
                "matchers": [dict(zip(("name", "value"), matcher.split("=")), isRegex=False, isEqual=True)
                             for matcher in conditions.split()],
                "startsAt": text(self.at(before)),
                "endsAt": text(self.at(before) + datetime.timedelta(hours=hours)),
                "createdBy": author, "comment": comment})
        else:
            by, key, *more = rest
            act = {"at": text(self.at(before)), "act": what, "by": by, "alert": matchers(ALERTS[key]["labels"])}
            if more:
                act["step" if what == "tick" else "text"] = more[0]
            self.lines.append(act)


def text(when):
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def matchers(labels):
    return ", ".join(f'{name}="{value}"' for name, value in labels.items())


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "prometheus-alertmanager"
    recorder = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=recorder.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        settings = pathlib.Path(folder, "alertmanager.yml")
        settings.write_text(CONFIGURATION % {"recorder": f"http://127.0.0.1:{recorder.server_port}/"})
        with http.server.HTTPServer(("127.0.0.1", 0), Recorder) as probe:
            port = probe.server_port
        process = subprocess.Popen(
            [program, f"--config.file={settings}", f"--storage.path={folder}/data", "--cluster.listen-address=",
             f"--web.listen-address=127.0.0.1:{port}", "--web.external-url=http://alertmanager.example.org"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            day = Day(f"http://127.0.0.1:{port}", datetime.datetime.now(datetime.timezone.utc).replace(
                microsecond=0) + datetime.timedelta(minutes=1))
            for _ in range(100):
                try:
                    day.call("/-/ready")
                    break
                except OSError:
                    time.sleep(0.1)
            story = sorted([*STORY, *((hour, "watchdog") for hour in range(1438, 0, -WATCHDOG_EVERY))],
                           key=lambda step: -step[0])
            for before, what, *rest in story:
                if what == "watchdog":
                    if "watchdog" not in day.firing:
                        day.tell(before + 9 * 24 * 60, ["watchdog"])
                    day.record(before, lambda delivery: delivery["receiver"] == "vigia-watchdog")
                else:
                    day.step(before, what, *rest)
            # It ends silenced, so its end is never told; Vigía finds out by asking.
            day.tell(0, ["gpu"], day.at(30))
            for path in ("/api/v2/alerts", "/api/v2/silences"):
                day.lines.append({"at": text(day.end), "path": path, "answer": day.call(path)})
        finally:
            process.terminate()
            process.wait()
    OUTPUT.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in day.lines))
    print(f"{len(day.lines)} lines, {OUTPUT.stat().st_size // 1024} KB in {OUTPUT}")


if __name__ == "__main__":
    main()
