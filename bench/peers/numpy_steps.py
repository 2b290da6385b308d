"""W1 in NumPy, one time step of many paths at a time. Variants: float64 (default), float32."""

import workload as w1
import numpy as np

# The best of 500 to 10,000: fewer, longer calls, with arrays that still fit the caches.
PATHS_PER_BLOCK = 10_000


def simulate(workload, paths, seed, variant):
    kind = np.dtype(variant or "float64")
    generator = np.random.Generator(np.random.SFC64(seed))
    cross = isolated = 0
    for first in range(0, paths, PATHS_PER_BLOCK):
        block = min(PATHS_PER_BLOCK, paths - first)
        lowest_book, lowest_leg = lowest_values(workload, block, generator, kind)
        cross += np.count_nonzero(lowest_book < workload.cross_floor)
        dead_leg = lowest_leg < workload.isolated_floor[:, None]
        isolated += np.count_nonzero(dead_leg.any(axis=0))
    return cross, isolated


def lowest_values(workload, block, generator, kind):
    """The lowest weighted value of the book and of each leg, over all steps, for each path."""
    factor = workload.factor.astype(kind)
    drift = workload.drift.astype(kind)[:, None]
    weight = workload.weight.astype(kind)[:, None]
    # All arrays are allocated once and written in place.
    normals = np.empty((workload.assets, block), kind)
    changes = np.empty_like(normals)
    values = np.empty_like(normals)
    book = np.empty(block, kind)
    log_price = np.zeros_like(normals)
    lowest_leg = np.full_like(normals, np.inf)
    lowest_book = np.full_like(book, np.inf)
    for _ in range(workload.steps):
        generator.standard_normal(out=normals, dtype=kind)
        np.matmul(factor, normals, out=changes)
        log_price += changes
        log_price += drift
        np.exp(log_price, out=values)
        values *= weight
        np.minimum(lowest_leg, values, out=lowest_leg)
        np.sum(values, axis=0, out=book)
        np.minimum(lowest_book, book, out=lowest_book)
    return lowest_book, lowest_leg


w1.run("numpy_steps", simulate)
