import { z } from "zod";
import { type IdKind, idPrefixes, parseId } from "@/db/ids";

type Shape = z.ZodObject;

/** One operation of the admin API, below `/api/v1/workspaces/{workspace}`. Read by route, client, form and OpenAPI. */
export interface Contract<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Answer extends z.ZodType = z.ZodType,
> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What comes before the path, when the operation does not stand in a workspace's address. */
  base?: string;
  /** `/audiences/{audienceId}/fields`: the names in braces are the keys of `params`. */
  path: string;
  summary: string;
  params: Params;
  query: Query;
  body: Body;
  /** Up to this many bodies may be sent as a list. */
  listMax?: number;
  answer: Answer;
  status: 200 | 201 | 202 | 204;
  /** Media type of a body that is streamed to the verb as it comes, in place of JSON by `body`. */
  rawBody?: string;
  /** Media type of an answer that is streamed, in place of JSON by `answer`. */
  rawAnswer?: string;
}

const nothing = z.object({});

interface Definition<P extends Shape, Q extends Shape, B extends Shape, A extends z.ZodType> {
  method: Contract["method"];
  base?: string;
  path: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  listMax?: number;
  answer: A;
  status?: Contract["status"];
  rawBody?: string;
  rawAnswer?: string;
}

/** Declares an operation; what it leaves out is empty. */
export function contract<
  A extends z.ZodType,
  P extends Shape = typeof nothing,
  Q extends Shape = typeof nothing,
  B extends Shape = typeof nothing,
>(definition: Definition<P, Q, B, A>): Contract<P, Q, B, A> {
  return {
    ...definition,
    // The defaults of the type parameters are exactly these values.
    params: definition.params ?? (nothing as unknown as P),
    query: definition.query ?? (nothing as unknown as Q),
    body: definition.body ?? (nothing as unknown as B),
    status: definition.status ?? 200,
  };
}

/** The whole address of an operation, with its names in braces. */
export const addressOf = ({ base = "/api/v1/workspaces/{workspace}", path }: Contract): string => `${base}${path}`;

/** An empty schema's type says "no key may exist", which would forbid the others' keys in an intersection. */
type Part<T> = string extends keyof T ? unknown : T;

/** What a verb gets: path, query and body in one flat object (no contract uses a name twice). */
export type Input<C> =
  C extends Contract<infer P, infer Q, infer B> ? Part<z.output<P>> & Part<z.output<Q>> & Part<z.output<B>> : never;
/** What a caller gives. */
export type CallInput<C> =
  C extends Contract<infer P, infer Q, infer B> ? Part<z.input<P>> & Part<z.input<Q>> & Part<z.input<B>> : never;
export type Answer<C> = C extends Contract<Shape, Shape, Shape, infer A> ? z.output<A> : never;

/** The answer of operations that have nothing to say. */
export const noContent = z.undefined();

/** A prefixed id (`aud_…`). `message` is for people who choose one instead of writing it. */
export const idSchema = (kind: IdKind, message?: string) =>
  z
    .string(message)
    .refine(
      (value) => parseId(idPrefixes[kind], value) !== null,
      message ?? `must be an id that starts with ${idPrefixes[kind]}_`,
    );

/** A moment as ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();
