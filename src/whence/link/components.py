"""Connected components over an engine: which things hang together, given pairs that do.

Large-star and small-star in turns (Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii, "Connected components in
MapReduce and beyond", SoCC 2014). Only pairs are kept, never a label for every path: large-star hangs each thing's
larger neighbours on the smallest thing that it knows, small-star hangs its smaller ones there too. Distances halve
in each round, so a chain of n needs about log2(n) rounds, and the number of pairs does not grow. It ends when every
component is a star around its smallest member.

Few pairs are joined in this process, in arrays: a cluster takes a second or two for each table of a round, however
small. Only comparisons are used, so ids may be numbers or strings, and the result does not depend on the order in which
pairs came: a component is named by its smallest member.
"""

from typing import TYPE_CHECKING

from whence.link.engine import Engine
from whence.problems import Problem, RunAborted

if TYPE_CHECKING:
    import pyarrow as pa

PAIRS_HERE = 5_000_000
"""Pairs that are joined in this process (some 100 bytes each); more are joined by the engine."""
MOST_ROUNDS = 100
"""Rounds after which something is wrong: a chain of a million takes fewer than 25."""

_PAIRS = """
SELECT DISTINCT GREATEST(a, b) AS big, LEAST(a, b) AS small FROM {edges} WHERE a <> b
"""
_LARGE_STAR = """
WITH near AS (SELECT big AS node, small AS other FROM {pairs} UNION ALL SELECT small, big FROM {pairs}),
     ends AS (SELECT node, LEAST(node, MIN(other)) AS smallest FROM near GROUP BY node)
SELECT DISTINCT near.other AS big, ends.smallest AS small
FROM near JOIN ends ON near.node = ends.node WHERE near.other > near.node
"""
_SMALL_STAR = """
WITH ends AS (SELECT big, MIN(small) AS smallest FROM {pairs} GROUP BY big)
SELECT big, smallest AS small FROM ends
UNION
SELECT p.small AS big, ends.smallest AS small
FROM {pairs} AS p JOIN ends ON p.big = ends.big WHERE p.small > ends.smallest
"""
_ASTRAY = """
SELECT COUNT(*) AS astray FROM (
  SELECT node, SUM(hangs) AS hanging, SUM(holds) AS holding FROM (
    SELECT big AS node, 1 AS hangs, 0 AS holds FROM {pairs} UNION ALL SELECT small, 0, 1 FROM {pairs}
  ) AS ends GROUP BY node
) AS nodes WHERE hanging > 1 OR (hanging = 1 AND holding > 0)
"""
_NAMED = """
SELECT big AS node, small AS component FROM {pairs}
UNION
SELECT small, small FROM {pairs}
UNION
SELECT e.a, e.a FROM {edges} AS e ANTI JOIN {pairs} AS p ON e.a = p.big
"""


def components(engine: Engine, edges: str, out: str) -> int:
    """Makes a table `out` (node, component) of a table of pairs `edges` (a, b); gives the rounds it took, 0 here.

    Every id that stands in a pair comes out once, with the smallest id of its component; a pair of a thing with
    itself puts in a thing that may stand alone. Pairs may repeat and point either way; none of them is NULL.
    Raises `RunAborted` (engine_failed) after `MOST_ROUNDS`.
    """
    if engine.rows(f"SELECT COUNT(*) AS n FROM {edges}").column("n")[0].as_py() <= PAIRS_HERE:
        engine.insert(out, _joined(engine, edges))
        return 0
    pairs = f"{out}_pairs"
    engine.table(pairs, _PAIRS.format(edges=edges))
    rounds = 0
    while engine.rows(_ASTRAY.format(pairs=pairs)).column("astray")[0].as_py():
        if rounds == MOST_ROUNDS:
            detail = f"not connected after {MOST_ROUNDS} rounds"
            raise RunAborted(Problem(code="engine_failed", where=out, detail=detail))
        engine.table(pairs, _LARGE_STAR.format(pairs=pairs))
        engine.table(pairs, _SMALL_STAR.format(pairs=pairs))
        rounds += 1
    engine.table(out, _NAMED.format(pairs=pairs, edges=edges))
    engine.drop(pairs)
    return rounds


def _joined(engine: Engine, edges: str) -> "pa.Table":
    """The components of a table of pairs, found here: everything carries the smallest member that it knows of, until no
    pair has two. In two rounds at most half of the groups remain, since each has met a smaller one or taken one in."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    batches = list(engine.stream(f"SELECT a, b FROM {edges}"))
    if not batches:
        return pa.table({"node": pa.array([], pa.int64()), "component": pa.array([], pa.int64())})
    ends = pa.chunked_array([batch.column(side) for side in ("a", "b") for batch in batches])
    named = ends.combine_chunks().dictionary_encode()
    order = pc.sort_indices(named.dictionary)
    members, count = named.dictionary.take(order), len(order)
    place = np.empty(count, np.int64)
    place[np.asarray(order)] = np.arange(count)
    one, other = place[np.asarray(named.indices)].reshape(2, -1)
    smallest = np.arange(count)
    while True:
        mine, theirs = smallest[one], smallest[other]
        apart = mine != theirs
        if not apart.any():
            return pa.table({"node": members, "component": members.take(pa.array(smallest))})
        one, other, mine, theirs = one[apart], other[apart], mine[apart], theirs[apart]
        np.minimum.at(smallest, np.maximum(mine, theirs), np.minimum(mine, theirs))
        while not np.array_equal(nearer := smallest[smallest], smallest):
            smallest = nearer
