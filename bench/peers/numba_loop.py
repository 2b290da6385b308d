"""W1 as plain loops, compiled by Numba; NumPy draws the normals.

Numba's own normals (Mersenne twister, polar method) are slower than NumPy's (SFC64, ziggurat).
"""

import workload as w1
import numba
import numpy as np

ASSETS = 4  # a constant, so that the loops over assets are unrolled
PATHS_PER_BLOCK = 8  # their normals fit the second-level cache


@numba.njit
def count_block(normals, factor, drift, weight, cross_floor, isolated_floor):
    paths, steps, _ = normals.shape
    log_price = np.empty(ASSETS)
    cross_count = 0
    isolated_count = 0
    for path in range(paths):
        log_price[:] = 0.0
        cross = False
        isolated = False
        for step in range(steps):
            book = 0.0
            for i in range(ASSETS):
                change = drift[i]
                for j in range(i + 1):
                    change += factor[i, j] * normals[path, step, j]
                log_price[i] += change
                value = weight[i] * np.exp(log_price[i])
                isolated |= value < isolated_floor[i]
                book += value
            cross |= book < cross_floor
            if cross and isolated:
                break
        cross_count += cross
        isolated_count += isolated
    return cross_count, isolated_count


def simulate(workload, paths, seed, _variant):
    generator = np.random.Generator(np.random.SFC64(seed))
    cross = isolated = 0
    for first in range(0, paths, PATHS_PER_BLOCK):
        block = min(PATHS_PER_BLOCK, paths - first)
        normals = generator.standard_normal((block, workload.steps, ASSETS))
        counts = count_block(normals, workload.factor, workload.drift, workload.weight,
                             workload.cross_floor, workload.isolated_floor)
        cross += counts[0]
        isolated += counts[1]
    return cross, isolated


def compile_kernel(workload):
    simulate(workload, 1, 0, "")


w1.run("numba_loop", simulate, warm_up=compile_kernel)
