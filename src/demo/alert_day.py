"""What happens in the demo's day: which alerts fire and resolve, who silences what, and what people do about it.

Times are minutes before the end of the day, which is when somebody starts the demo. Labels and annotations are those
of ops/prometheus/rules.yml, with the label `project` that the sample projects are found by.
"""

RUNBOOKS = "http://localhost:8080/runbooks/"
GRAPH = "http://prometheus.example.org/graph?g0.expr="

ALERTS = {}


def alert(key, name, severity, summary, expr, runbook=None, description=None, **labels):
    annotations = {"summary": summary}
    if description:
        annotations["description"] = description
    if runbook:
        annotations["runbook_url"] = RUNBOOKS + runbook
    ALERTS[key] = {
        "labels": {"alertname": name, "severity": severity, **labels},
        "annotations": annotations,
        "generatorURL": GRAPH + expr + "&g0.tab=1",
    }


alert("watchdog", "Watchdog", "none", "This alert always fires: it shows that the way here works", "vector%281%29")

alert("errors", "HighErrorRate", "critical", "bankchurn-api: 3.4% of the requests fail", "http_requests_total",
      "high-error-rate", "More than 1 % of the requests of the last 5 minutes ended with a status of 500 or above.",
      project="bankchurn", model="churn", service="bankchurn-api", version="v1.6.0")
alert("degraded", "ModelDegradation", "warning", "price: minus_rmse is more than 10 % worse than its baseline",
      "model_quality_score", "model-degradation", "Against the baseline it is -16.2%.",
      project="carvision", model="price", metric="minus_rmse", version="price@v1.8.0")
alert("drift", "DataDriftDetected", "warning", "segment: the input has drifted", "ml_drift_score", "data-drift",
      "The drift score is 0.31 (limit 0.15).", project="carvision", model="segment")
alert("down", "ServiceDown", "critical", "essay-score on essay-score-2:8001 does not answer", "up", "service-down",
      "Prometheus has not reached it for a minute.",
      project="essay-score", job="essay-score", instance="essay-score-2:8001")
alert("down-errors", "HighErrorRate", "critical", "essay-score-api: 48% of the requests fail", "http_requests_total",
      "high-error-rate", "More than 1 % of the requests of the last 5 minutes ended with a status of 500 or above.",
      project="essay-score", model="grader", job="essay-score", service="essay-score-api")
alert("slow", "HighPredictionLatency", "warning", "grader: the slowest 1 % of predictions take over 200 ms",
      "prediction_latency_seconds_bucket", "high-latency",
      "The 99th percentile over 5 minutes is 412ms (limit 200 ms).", project="essay-score", model="grader")
alert("slow-churn", "HighPredictionLatency", "warning", "churn: the slowest 1 % of predictions take over 200 ms",
      "prediction_latency_seconds_bucket", "high-latency",
      "The 99th percentile over 5 minutes is 236ms (limit 200 ms).", project="bankchurn", model="churn")
alert("night-errors", "HighErrorRate", "critical", "carvision-api: 12% of the requests fail", "http_requests_total",
      "high-error-rate", "More than 1 % of the requests of the last 5 minutes ended with a status of 500 or above.",
      project="carvision", model="price", service="carvision-api", version="price@v1.7.1")
alert("night-down", "ServiceDown", "critical", "bankchurn on bankchurn-1:8001 does not answer", "up", "service-down",
      "Prometheus has not reached it for a minute.",
      project="bankchurn", job="bankchurn", instance="bankchurn-1:8001")
alert("disk", "DiskFull", "warning", "/var/lib/dvc-cache on build-3:9100 is nearly full", "node_filesystem_avail_bytes",
      "disk-full", "8.1% are free.", instance="build-3:9100", mountpoint="/var/lib/dvc-cache", fstype="ext4")
alert("disk-morning", "DiskFull", "warning", "/srv/mlflow on tracking-1:9100 is nearly full",
      "node_filesystem_avail_bytes", "disk-full", "9.7% are free.",
      instance="tracking-1:9100", mountpoint="/srv/mlflow", fstype="xfs")
alert("gpu", "GpuMemoryHigh", "warning", "gpu-2: 96 % of the memory of GPU 0 are taken", "DCGM_FI_DEV_FB_USED",
      instance="gpu-2:9400", gpu="0", project="carvision")
alert("certificate", "CertificateExpiresSoon", "warning", "The certificate of models.example.org ends in 12 days",
      "probe_ssl_earliest_cert_expiry", instance="https://models.example.org")
alert("backup", "BackupMissing", "info", "The nightly copy of the MLflow store did not come", "backup_last_success",
      job="mlflow-backup", instance="tracking-1:9100")
alert("lag", "QueueLagging", "info", "essay-score-intake is 1 200 messages behind", "kafka_consumergroup_lag",
      project="essay-score", consumergroup="essay-score-intake", topic="essays")
for shard in range(1, 7):
    alert(f"shard-{shard}", "BatchScoringFailed", "warning", f"Shard {shard} of the nightly scoring has failed",
          "batch_scoring_failed", project="carvision", model="price", team="batch", shard=str(shard))


# (minutes before the end, what, …); see record_alerts.py for what each does.
STORY = [
    (1439, "fire", "backup"),
    (1402, "fire", "lag"), (1391, "resolve", "lag"),
    (1350, "fire", "disk-morning"),
    (1342, "acknowledge", "mira", "disk-morning"),
    (1338, "comment", "mira", "disk-morning", "Old artifacts of deleted runs. `mlflow gc` is running."),
    (1301, "resolve", "disk-morning"),
    (1288, "mark", "mira", "disk-morning", "USEFUL"),
    (1262, "fire", "lag"), (1247, "resolve", "lag"),
    (1180, "fire", "slow-churn"), (1163, "resolve", "slow-churn"),
    (1121, "fire", "lag"), (1116, "resolve", "lag"),
    (1115, "mark", "leo", "lag", "NOISE"),
    (1002, "fire", "certificate"),
    (958, "fire", "lag"), (949, "resolve", "lag"),
    (871, "fire", "slow-churn"), (866, "acknowledge", "leo", "slow-churn"),
    (842, "resolve", "slow-churn"), (840, "mark", "leo", "slow-churn", "USEFUL"),
    (790, "fire", "lag"), (781, "resolve", "lag"),
    # The night: a whole incident, from the alert to the post-mortem's draft.
    (552, "fire", "night-errors"),
    (549, "acknowledge", "leo", "night-errors"),
    (548, "tick", "leo", "night-errors", 0),
    (546, "tick", "leo", "night-errors", 1),
    (545, "comment", "leo", "night-errors",
     "Only `/v1/price`, only 500. The log says `KeyError: 'mileage_km'`: the feature was renamed in `price@v1.7.1`."),
    (541, "tick", "leo", "night-errors", 2),
    (538, "assign", "leo", "night-errors", "mira"),
    (531, "comment", "mira", "night-errors", "Rolling back to `price@v1.7.0`, the last version with a whole verdict."),
    (524, "tick", "mira", "night-errors", 6),
    (519, "comment", "mira", "night-errors", "Back below 0.1 %. `price@v1.7.1` stays out until its features are checked."),
    (517, "resolve", "night-errors"),
    (511, "mark", "mira", "night-errors", "USEFUL"),
    (470, "fire", "night-down"), (467, "resolve", "night-down"),
    (404, "fire", "lag"), (397, "resolve", "lag"),
    (362, "fire", "gpu"),
    (340, "silence", "mira", "alertname=GpuMemoryHigh instance=gpu-2:9400",
     "Training of price@v1.8.0 fills it on purpose", 8),
    # Six at once, of which a receiver with max_alerts tells four: the others are only found by asking back.
    (214, "fire", "shard-1", "shard-2", "shard-3", "shard-4", "shard-5", "shard-6"),
    (188, "resolve", "shard-1", "shard-2", "shard-3", "shard-4"),
    (176, "fire", "disk"),
    (171, "acknowledge", "ana", "disk"),
    (168, "silence", "ana", "alertname=DiskFull instance=build-3:9100",
     "The cache is emptied tonight, OPS-311", 8),
    (143, "fire", "degraded"),
    (131, "acknowledge", "leo", "degraded"),
    (127, "comment", "leo", "degraded",
     "The run behind `price@v1.8.0` is still open, so nobody knows its real numbers. Waiting for the training to end."),
    (96, "fire", "lag"), (88, "resolve", "lag"),
    # Comes and goes faster than anybody could react.
    (56, "fire", "slow"), (51, "resolve", "slow"),
    (46, "fire", "slow"), (42, "resolve", "slow"),
    (41, "fire", "drift"),
    (37, "fire", "slow"), (33, "resolve", "slow"),
    (29, "fire", "down-errors"),
    (27, "fire", "down"),
    (25, "acknowledge", "ana", "down"),
    (23, "tick", "ana", "down", 0),
    (21, "tick", "ana", "down", 1),
    (20, "comment", "ana", "down", "Exit code 137: out of memory. Raising the limit to 6 GB and starting it again."),
    (18, "fire", "slow"), (14, "resolve", "slow"),
    (9, "fire", "slow"),
    (6, "fire", "errors"),
]
