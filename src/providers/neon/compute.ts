/** Size of a database's compute, in Neon's units (CU): 0.25 has 1 GB of memory, each whole one 4 GB. */
export interface ComputeSize {
  /** What it has when little is asked of it; it sleeps after five minutes without a query. */
  readonly min: number;
  readonly max: number;
}

/**
 * What a database has when the file says nothing: the smallest, and four times that when it is needed. A database that
 * somebody keeps awake by mistake then costs at most 0.106 $ an hour, and takes 412 connections.
 */
export const usualCompute: ComputeSize = { min: 0.25, max: 1 };

/** `max_connections` by size. @see https://neon.com/docs/reference/limits#connection-limits (read on 2026-11-21) */
const connectionsBySize: readonly (readonly [size: number, connections: number])[] = [
  [0.25, 104],
  [0.5, 209],
  [1, 419],
  [2, 839],
  [3, 1258],
  [4, 1678],
  [5, 2098],
  [6, 2517],
  [7, 2937],
  [8, 3357],
  [9, 4000],
];
/** Neon keeps these for itself. */
const reservedConnections = 7;

/**
 * Connections that a database takes from everybody together. It is fixed when the compute starts, at the largest size, or
 * at eight times the smallest where that is less.
 */
export function connectionsOf({ min, max }: ComputeSize): number {
  const size = Math.min(max, 8 * min);
  const [, connections] = connectionsBySize.findLast(([least]) => least <= size) ?? [0, 104];
  return connections - reservedConnections;
}
