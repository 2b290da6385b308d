"""W1 in NumPy, a block of whole paths at a time: the textbook way."""

import workload as w1
import numpy as np

# The best of 2, 4, 8, ... 1,000: the arrays of a block stay in the second-level cache.
PATHS_PER_BLOCK = 4


def simulate(workload, paths, seed, _variant):
    generator = np.random.Generator(np.random.SFC64(seed))
    drift = workload.drift[:, None]
    weight = workload.weight[:, None, None]
    cross = isolated = 0
    for first in range(0, paths, PATHS_PER_BLOCK):
        block = min(PATHS_PER_BLOCK, paths - first)
        normals = generator.standard_normal((workload.assets, block * workload.steps))
        changes = workload.factor @ normals + drift
        # The layout [asset, path, step] puts a path's steps next to each other for cumsum.
        values = changes.reshape(workload.assets, block, workload.steps)
        np.cumsum(values, axis=2, out=values)
        np.exp(values, out=values)
        values *= weight

        lowest_leg = values.min(axis=2)
        lowest_book = values.sum(axis=0).min(axis=1)
        cross += np.count_nonzero(lowest_book < workload.cross_floor)
        dead_leg = lowest_leg < workload.isolated_floor[:, None]
        isolated += np.count_nonzero(dead_leg.any(axis=0))
    return cross, isolated


w1.run("numpy_blocks", simulate)
