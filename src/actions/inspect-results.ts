import { z } from "zod";

/** What `inspect --routes` prints. */
export const routesResultSchema = z.object({
  /** In the framework's order: the first that matches answers. */
  routes: z.array(
    z.object({
      app: z
        .string()
        .describe(
          "Installed app that the namespace is named after, or whose code answers; the package where it is no app.",
        ),
      path: z
        .string()
        .describe(
          "In Django's notation for converters; what is only known as a regular expression stands behind `~`, what may be left out in brackets.",
        ),
      /** As Django prints it. */
      pattern: z.string(),
      /** Null where the view does not say. */
      methods: z.array(z.string()).nullable(),
      view: z.string(),
      /** As `reverse()` takes it; null where it has none. */
      name: z.string().nullable(),
      /** Of nested namespaces `outer:inner`; null where it is in none. */
      namespace: z.string().nullable(),
      urlconf: z.string(),
      parameters: z.array(
        z.object({
          /** Null for a group of a regular expression that has none. */
          name: z.string().nullable(),
          converter: z.string().nullable(),
          regex: z
            .string()
            .nullable()
            .describe("What the text has to look like, where no converter says it."),
        }),
      ),
    }),
  ),
});
export type RoutesResult = z.infer<typeof routesResultSchema>;

/** What `inspect --graphql` prints. */
export const graphqlResultSchema = z.object({
  schemas: z.array(
    z.object({
      library: z.enum(["graphene", "strawberry", "graphql-core"]),
      /** `module:attribute`. */
      schema: z.string(),
      sdl: z.string(),
      /** Pattern of the route that answers it, or null when no route does. */
      path: z.string().nullable(),
    }),
  ),
});
export type GraphqlResult = z.infer<typeof graphqlResultSchema>;
