"""Records what a real Prometheus says of the demo's services, into src/demo/data/signals.json. Takes a few seconds.

usage: record_signals.py http://127.0.0.1:8080 [prometheus] [promtool]

The first is a running demo: it says which queries it asks. The metrics of three services are made up below, to fit the
day that alert_day.py tells; promtool makes a database of them, and a Prometheus answers the queries from it as at the
end of that day. The same every time.
"""
import json
import math
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

OUTPUT = pathlib.Path(__file__).parent / "data" / "signals.json"
TOKEN = "vigia_demo_only-for-the-demo-on-this-machine"
END = 1_790_000_000 // 60 * 60
STEP, POINTS = 180, 61
BEFORE = 4 * 3600
WEEK = 7 * 86400
LATENCIES = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0]
PROBABILITIES = [n / 10 for n in range(1, 11)]
GIB = 2 ** 30


def wave(minute, period, share):
    """Something that goes up and down, as everything does."""
    return 1 + share * math.sin(2 * math.pi * minute / period) + share / 3 * math.sin(2 * math.pi * minute / 7.3)


def after(minute, since, before, then):
    return then if minute >= -since else before


# What each service does at a minute, counted back from the end (0). Latency is the median, and how far the tail is off.
SERVICES = {
    "bankchurn": {
        "model": "churn",
        "traffic": lambda m: 42 * wave(m, 95, 0.12),
        "errors": lambda m: after(m, 11, 0.0004, 0.034),
        "latency": lambda m: (0.021 * wave(m, 70, 0.06), 0.42),
        "cpu": lambda m: 0.46 * wave(m, 95, 0.1),
        "memory": lambda m: 0.61 + 0.0002 * m,
        "drift": lambda m: 1 / 24,
        "predictions": (2.0, 0.05),
        "quality": lambda m: (0.861, 0.857),
    },
    "carvision": {
        "model": "price",
        "traffic": lambda m: 17 * wave(m, 120, 0.18),
        "errors": lambda m: 0.0003,
        "latency": lambda m: (0.029 * wave(m, 55, 0.05), 0.38),
        "cpu": lambda m: 0.58 * wave(m, 120, 0.12),
        "memory": lambda m: 0.72,
        "drift": lambda m: after(m, 56, 0.08, 0.31),
        "predictions": (1.4, 0.42),
        "quality": lambda m: (8.64, after(m, 173, 8.5, 7.24)),
    },
    "essay-score": {
        "model": "grader",
        "traffic": lambda m: 9 * wave(m, 80, 0.1) * after(m, 28, 1, 0.8),
        "errors": lambda m: after(m, 34, 0.0002, 0.48),
        "latency": lambda m: (after(m, 61, 0.032, 0.041) * wave(m, 9.5, after(m, 61, 0.05, 0.25)),
                              after(m, 14, after(m, 61, 0.45, 0.85), 1.0)),
        "cpu": lambda m: after(m, 61, 0.55, 0.74) * wave(m, 80, 0.08),
        "memory": lambda m: min(0.93, 0.64 + max(0, (m + 150) * 0.003)) if m < -27 else 0.905,
        "drift": lambda m: 0.0,
        "predictions": (1.7, 0.08),
        # The marks that graders give come weeks later: nobody knows how good it is now.
        "quality": None,
    },
}


def below(limit, median, tail):
    """What part is faster, where the logarithm is distributed normally."""
    return 0.5 * (1 + math.erf(math.log(limit / median) / (tail * math.sqrt(2))))


def predicted(limit, shape, shift):
    return min(1.0, limit ** (1 / (shape * (1 + shift))))


class Series:
    def __init__(self):
        self.families = {}

    def add(self, family, kind, name, labels, value, at):
        text = ",".join(f'{key}="{of}"' for key, of in labels.items())
        self.families.setdefault((family, kind), {}).setdefault(f"{name}{{{text}}}", []).append((at, value))

    def text(self):
        lines = []
        for (family, kind), series in self.families.items():
            lines.append(f"# TYPE {family} {kind}")
            for name, samples in series.items():
                lines.extend(f"{name} {value:.9g} {at}" for at, value in samples)
        return "\n".join(lines + ["# EOF", ""])


def histogram(series, family, labels, limits, counts, total, at):
    for limit in limits:
        series.add(family, "histogram", family + "_bucket", {**labels, "le": limit}, counts[limit], at)
    series.add(family, "histogram", family + "_bucket", {**labels, "le": "+Inf"}, total, at)
    series.add(family, "histogram", family + "_count", labels, total, at)


def serve(series, project, does):
    """The last hours, minute by minute."""
    labels = {"project": project}
    modelled = {**labels, "model": does["model"]}
    inside = {**labels, "id": "/" + project, "instance": "node-1:8080"}
    good = bad = busy = 0.0
    counts = dict.fromkeys(LATENCIES, 0.0)
    for minute in range(-BEFORE // 60, 1):
        at = END + minute * 60
        requests = does["traffic"](minute) * 60
        failing = requests * does["errors"](minute)
        good, bad = good + requests - failing, bad + failing
        median, tail = does["latency"](minute)
        for limit in LATENCIES:
            counts[limit] += requests * below(limit, median, tail)
        busy += does["cpu"](minute) * 2 * 60
        series.add("http_requests", "counter", "http_requests_total", {**labels, "status": "200"}, good, at)
        series.add("http_requests", "counter", "http_requests_total", {**labels, "status": "500"}, bad, at)
        histogram(series, "prediction_latency_seconds", modelled, LATENCIES, counts, good + bad, at)
        series.add("container_cpu_usage_seconds", "counter", "container_cpu_usage_seconds_total", inside, busy, at)
        for name, value in (("container_spec_cpu_quota", 200000), ("container_spec_cpu_period", 100000),
                            ("container_spec_memory_limit_bytes", 4 * GIB),
                            ("container_memory_working_set_bytes", 4 * GIB * does["memory"](minute))):
            series.add(name, "gauge", name, inside, value, at)
        series.add("ml_drift_score", "gauge", "ml_drift_score", modelled, does["drift"](minute), at)
        if does["quality"]:
            baseline, score = does["quality"](minute)
            for name, value in (("model_quality_baseline", baseline), ("model_quality_score", score)):
                series.add(name, "gauge", name, {**modelled, "metric": "quality"}, value, at)


def predict(series, project, does):
    """Over a week: what the model says now, and what it said a week ago."""
    labels = {"project": project, "model": does["model"]}
    shape, shift = does["predictions"]
    counts, total = dict.fromkeys(PROBABILITIES, 0.0), 0.0
    moments = list(range(END - WEEK - 86400 - BEFORE, END - WEEK + 1, 300)) + list(range(END - BEFORE - 3600, END + 1, 60))
    for at, since in zip(moments[1:], moments):
        made = does["traffic"]((at - END) / 60 % -1440) * (at - since)
        grown = min(1.0, max(0.0, (at - END + BEFORE) / BEFORE)) if at > END - BEFORE else 0
        total += made
        for limit in PROBABILITIES:
            counts[limit] += made * predicted(limit, shape, shift * grown)
        histogram(series, "prediction_probability", labels, PROBABILITIES, counts, total, at)


def ask(url, token=None, **parameters):
    request = urllib.request.Request(url + ("?" + urllib.parse.urlencode(parameters) if parameters else ""))
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def number(text):
    value = float(text)
    return float(f"{value:.4g}") if math.isfinite(value) else None


def recorded(api, query):
    now = ask(api + "/query", query=query, time=END)["data"]["result"]
    if len(now) != 1:
        return {"number": None, "trend": []}
    lately = ask(api + "/query_range", query=query, start=END - STEP * (POINTS - 1), end=END, step=STEP)["data"]["result"]
    known = {round(at): number(value) for at, value in lately[0]["values"]}
    return {"number": number(now[0]["value"][1]),
            "trend": [known.get(END - STEP * (POINTS - 1 - n)) for n in range(POINTS)]}


def main(vigia, prometheus="prometheus", promtool="promtool"):
    series = Series()
    for project, does in SERVICES.items():
        serve(series, project, does)
        predict(series, project, does)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "metrics").write_text(series.text())
        subprocess.run([promtool, "tsdb", "create-blocks-from", "openmetrics", "--quiet", folder / "metrics", folder / "data"],
                       check=True)
        (folder / "prometheus.yml").write_text("global: {}\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen([prometheus, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
                                   f"--web.listen-address=127.0.0.1:{port}", "--storage.tsdb.retention.time=100y",
                                   "--log.level=error"])
        try:
            api = f"http://127.0.0.1:{port}"
            until = time.monotonic() + 30
            while True:
                try:
                    urllib.request.urlopen(api + "/-/ready", timeout=1)
                    break
                except OSError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.1)
            services = {of["project"]: {signal["signal"]: recorded(api + "/api/v1", signal["query"]) for signal in of["signals"]}
                        for of in ask(vigia + "/api/v1/signals", TOKEN)}
        finally:
            server.terminate()
            server.wait()
    text = ["{", f'"step": {STEP},', '"services": {']
    for last, (project, signals) in enumerate(services.items(), 1):
        text.append(f'"{project}": {{')
        text.extend(f'  "{name}": {json.dumps(of, separators=(",", ":"))}{"," if n < len(signals) else ""}'
                    for n, (name, of) in enumerate(signals.items(), 1))
        text.append("}" + ("," if last < len(services) else ""))
    OUTPUT.write_text("\n".join(text + ["}", "}", ""]))


if __name__ == "__main__":
    main(*sys.argv[1:])
