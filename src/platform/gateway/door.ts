import { z } from "zod";
import { doorKinds } from "./limits.ts";

const texts = z.array(z.string()).readonly();

/** A folder that the gateway serves itself, as CloudFront and S3 do on AWS. */
export const staticMountSchema = z
  .object({
    /** Begins and ends with `/`. */
    urlPrefix: z.string().regex(/^\/(.*\/)?$/),
    /** Looked through in this order: the current release's folder first, then older ones for pages already open. */
    folders: texts,
    /** Paths below the prefix whose names change with their content: cached for a year; anything else is revalidated. */
    hashed: texts,
  })
  .readonly();
export type StaticMount = z.infer<typeof staticMountSchema>;

/** Objects of a bucket that the gateway serves itself: uploaded files. */
const bucketMountSchema = z
  .object({
    /** Begins and ends with `/`. */
    urlPrefix: z.string().regex(/^\/(.*\/)?$/),
    bucket: z.string(),
  })
  .readonly();
export type BucketMount = z.infer<typeof bucketMountSchema>;

/** What the explanations of a limit name: where it is changed, in the words of whoever opened the door. */
const limitNamesSchema = z
  .object({ memory: z.string(), timeout: z.string(), concurrency: z.string(), logs: z.string() })
  .readonly();
export type LimitNames = z.infer<typeof limitNamesSchema>;

/** Requests that another function answers than the one that has the rest. */
const doorRouteSchema = z
  .object({
    /** Regular expression for the whole path, percent-encoded, without the query. */
    expression: z.string(),
    /** Null for all. */
    methods: texts.nullable(),
    functionName: z.string(),
    /** Default: those of the door. */
    limitNames: limitNamesSchema.optional(),
  })
  .readonly();

/** The address of one stage: where requests come in, which function answers them. */
export const doorSchema = z
  .object({
    /** `<project>-<stage>`. */
    name: z.string(),
    project: z.string(),
    stage: z.string(),
    /** The way in whose limits it has. Default: the usual one, a Function URL behind CloudFront. */
    kind: z.enum(doorKinds).default("cloudfront"),
    /** Loopback port; the same one after a restart. */
    port: z.number().int().min(0).max(65_535),
    /** Function and alias that answer what no mount has. */
    functionName: z.string(),
    alias: z.string(),
    /** The first one that has a request's path and method decides. */
    routes: z.array(doorRouteSchema).readonly().default([]),
    mounts: z.array(staticMountSchema).readonly(),
    buckets: z.array(bucketMountSchema).readonly().default([]),
    /** Default: the keys of `[functions.web]` in `monolift.toml`, and `monolift logs`. */
    limitNames: limitNamesSchema.optional(),
  })
  .readonly();
export type Door = z.infer<typeof doorSchema>;
