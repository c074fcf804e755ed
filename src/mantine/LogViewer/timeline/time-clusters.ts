/** Lines whose times are near each other. */
export interface TimeCluster {
  /** Epoch ms, both ends included. */
  earliest: number
  latest: number
  lines: number
}

/** Minimum distance between two clusters, ms. */
const clusterDistance = 3_600_000
/** Maximum clusters of a block. If there are more, the nearest ones are joined. */
const mostClusters = 8
/** Maximum share of lines outside the range. */
const outsideShare = 0.01
/** Minimum number of lines for any of them to be outside the range. */
const leastLines = 5

/** Adds a time to clusters that are sorted by time. Returns the same array, or a new one with another cluster. */
export function addTime(clusters: TimeCluster[], time: number): TimeCluster[] {
  // The time of most lines is near that of the previous line.
  for (const cluster of clusters) {
    if (time >= cluster.earliest - clusterDistance && time <= cluster.latest + clusterDistance) {
      cluster.lines += 1
      if (time < cluster.earliest) cluster.earliest = time
      else if (time > cluster.latest) cluster.latest = time
      return clusters
    }
  }
  if (!Number.isFinite(time)) return clusters
  return merged([...clusters, { earliest: time, latest: time, lines: 1 }])
}

/** Sorts clusters by time, and joins clusters that are near each other. */
export function merged(clusters: readonly TimeCluster[], most = mostClusters): TimeCluster[] {
  const result: TimeCluster[] = []
  for (const cluster of clusters.toSorted((a, b) => a.earliest - b.earliest)) {
    const last = result.at(-1)
    if (!last || cluster.earliest - last.latest > clusterDistance) result.push({ ...cluster })
    else join(last, cluster)
  }
  while (result.length > most) joinNearest(result)
  return result
}

function joinNearest(clusters: TimeCluster[]): void {
  const gaps = clusters.slice(1).map((cluster, place) => cluster.earliest - (clusters[place]?.latest ?? 0))
  const place = gaps.indexOf(Math.min(...gaps))
  const [cluster] = clusters.splice(place + 1, 1)
  const before = clusters[place]
  if (cluster && before) join(before, cluster)
}

function join(cluster: TimeCluster, other: TimeCluster): void {
  cluster.latest = Math.max(cluster.latest, other.latest)
  cluster.lines += other.lines
}

/** The time range of the lines, without a few outliers; null without lines. Requires clusters sorted by time. */
export function robustRange(clusters: readonly TimeCluster[]): { since: number; until: number } | null {
  const lines = clusters.reduce((sum, cluster) => sum + cluster.lines, 0)
  let allowed = lines < leastLines ? 0 : Math.max(1, Math.floor(lines * outsideShare))
  let [from, to] = [0, clusters.length - 1]
  for (;;) {
    const [first, last] = [clusters[from], clusters[to]]
    if (!first || !last) return null
    const [second, beforeLast] = [clusters[from + 1], clusters[to - 1]]
    const range = { since: first.earliest, until: last.latest }
    if (!second || !beforeLast || from === to) return range
    // An end is an outlier if it leaves more than half of the range empty.
    const isFirstOut =
      first.lines <= allowed && second.earliest - first.latest > last.latest - second.earliest
    const isLastOut =
      last.lines <= allowed && last.earliest - beforeLast.latest > beforeLast.latest - first.earliest
    if (!isFirstOut && !isLastOut) return range
    const isFirst = isFirstOut && !(isLastOut && last.lines < first.lines)
    allowed -= isFirst ? first.lines : last.lines
    if (isFirst) from += 1
    else to -= 1
  }
}
