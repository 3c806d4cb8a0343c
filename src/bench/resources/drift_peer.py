"""The other side of the drift benchmark.

    drift_peer.py csv N REF CUR    writes 10 numeric and 5 categorical columns of N rows each; four of them drift
    drift_peer.py preset REF CUR   Evidently's DataDriftPreset on the two files
    drift_peer.py bare REF CUR     only read_csv and the test of each column that Evidently would choose
"""

import sys


def csv(n, ref_path, cur_path):
    import numpy as np
    import pandas as pd

    def frame(seed, drift):
        random = np.random.default_rng(seed)
        u = lambda count=n: random.random(count)
        bell = lambda: u(4 * n).reshape(n, 4).sum(axis=1) - 2
        t = 2 * u() - 1
        return pd.DataFrame({
            "n_uniform": 100 * u(), "n_bell": bell(), "n_bell_shift": bell() + 0.1 * drift, "n_skew": u() ** 3 * 1000,
            "n_money": np.floor(u() ** 2 * 1e6 + 0.5) / 100, "n_heavy": t / (1 - t * t),
            "n_gaps": np.where(u() < 0.02, np.nan, 50 * u() * (1 + 0.2 * drift)),
            "n_int": np.floor(u() * 10000).astype("int64"),
            "n_small_int": np.floor(u() * (40 + 4 * drift)).astype("int64"), "n_rate": np.floor(u() * 1000) / 1000,
            "c_two": np.where(u() < 0.6 - 0.1 * drift, "yes", "no"),
            "c_five": np.array(list("abcde"))[np.floor(u() * 5).astype(int)],
            "c_skew": np.array(list("abcdefghijkl"))[np.floor(u() ** (2 + drift) * 12).astype(int)],
            "c_many": np.char.add("k", np.floor(u() * 300).astype(int).astype(str)), "c_bool": u() < 0.5,
        })

    frame(1, 0).to_csv(ref_path, index=False)
    frame(2, 1).to_csv(cur_path, index=False)


def preset(ref_path, cur_path):
    import pandas as pd
    from evidently import DataDefinition, Dataset, Report
    from evidently.presets import DataDriftPreset

    ref, cur = (Dataset.from_pandas(pd.read_csv(p), data_definition=DataDefinition()) for p in (ref_path, cur_path))
    print(len(Report([DataDriftPreset()]).run(cur, ref).json()))


def bare(ref_path, cur_path):
    import numpy as np
    import pandas as pd
    from evidently.core.datasets import infer_column_type
    from evidently.legacy.calculations.stattests import get_stattest

    ref, cur = pd.read_csv(ref_path), pd.read_csv(cur_path)
    for name in cur.columns:
        kind = infer_column_type(cur[name])
        r, c = (s[name].replace([np.inf, -np.inf], np.nan).dropna() for s in (ref, cur))
        print(name, get_stattest(r, c, kind, None)(r, c, kind, None).drift_score)


task, *args = sys.argv[1:]
csv(int(args[0]), *args[1:]) if task == "csv" else {"preset": preset, "bare": bare}[task](*args)
