"""Workload W1 as arrays, and the command line that all Python peers share.

Import this module before NumPy: it limits NumPy's BLAS to one thread, which is only possible
before the BLAS is loaded.

Prices are relative to their start, r = S / S0, so that start prices cancel: a leg of notional n
gains n * (r - 1) and needs mmr * |n| * r, hence

    gain - maintenance = weight * r - n    with    weight = n - mmr * |n|.

An account is liquidated when the sum of `weight * r` over its legs falls below its floor, which
is the sum of n minus the collateral.
"""

import argparse
import json
import os
import pathlib
import time

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402  (see above)

MINUTES_PER_YEAR = 365 * 1440


class Workload:
    """W1 with the collateral of one case: "calm", "medium" or "high"."""

    def __init__(self, case):
        file = pathlib.Path(__file__).with_name("workload.json")
        data = json.loads(file.read_text())
        leverage = data["cases"][case]
        notional = np.array(data["notional"], float)
        rate = np.array(data["maintenance_margin_rate"])
        years = data["minutes_per_step"] / MINUTES_PER_YEAR
        deviation = np.array(data["annual_volatility"]) * np.sqrt(years)

        self.steps = data["steps"]
        self.assets = len(notional)
        # d log r = drift + factor @ z; the drift keeps E[r] = 1.
        self.drift = -deviation**2 / 2
        self.factor = deviation[:, None] * np.linalg.cholesky(data["correlation"])
        self.weight = notional - rate * abs(notional)
        gross = abs(notional).sum()
        self.cross_floor = notional.sum() - gross / leverage["cross_leverage"]
        self.isolated_floor = notional - abs(notional) / leverage["isolated_leverage"]


def run(peer, simulate, warm_up=None):
    """Read the command line, time `simulate`, print one line of JSON.

    `simulate(workload, paths, seed, variant)` returns how many paths were liquidated under cross
    margin and how many had at least one isolated leg liquidated. `warm_up`, if any, has the same
    arguments and is not timed. Seconds are of processor time: the peers use one thread, and other
    load on the machine then disturbs the least.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--paths", type=int, default=10_000)
    parser.add_argument("--case", choices=("calm", "medium", "high"), default="medium")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", default="")
    arguments = parser.parse_args()

    workload = Workload(arguments.case)
    if warm_up:
        warm_up(workload)
    start = time.process_time()
    cross, isolated = simulate(workload, arguments.paths, arguments.seed, arguments.variant)
    seconds = time.process_time() - start
    asset_steps = arguments.paths * workload.steps * workload.assets
    print(json.dumps({
        "peer": f"{peer} {arguments.variant}".strip(),
        "paths": arguments.paths,
        "seconds": seconds,
        "ns_per_asset_step_path": 1e9 * seconds / asset_steps,
        "cross": int(cross) / arguments.paths,
        "isolated": int(isolated) / arguments.paths,
    }))
