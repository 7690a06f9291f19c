import { type Template, type Token, TypeGuards, Value } from "liquidjs";

/** The keys of a variable as far as they are fixed: `contact.tags[0]`; of `contact[x].name` only `contact`. */
export type Keys = (string | number)[];

type Argument = NonNullable<ReturnType<NonNullable<Template["arguments"]>>> extends Iterable<infer A> ? A : never;

/**
 * Every variable that an argument of a tag or a placeholder names. Liquid has an analysis of its own; it looks for each variable's line
 * from the beginning of the template, which takes minutes for a large one.
 */
export function* variablesOf(argument: Argument): Generator<Keys> {
  if (argument instanceof Value) yield* ofValue(argument);
  else yield* ofToken(argument);
}

function* ofValue({ initial, filters }: Pick<Value, "initial" | "filters">): Generator<Keys> {
  for (const token of initial.postfix) yield* ofToken(token);
  for (const { args } of filters) for (const arg of args) yield* ofToken(Array.isArray(arg) ? arg[1] : arg);
}

function* ofToken(token: Token | undefined): Generator<Keys> {
  if (TypeGuards.isRangeToken(token)) {
    yield* ofToken(token.lhs);
    yield* ofToken(token.rhs);
  } else if (TypeGuards.isFilteredValueToken(token)) {
    for (const inner of token.initial.postfix) yield* ofToken(inner);
  } else if (TypeGuards.isPropertyAccessToken(token)) {
    yield ofProps(token.props);
    for (const prop of token.props) yield* ofToken(prop);
  }
}

function ofProps(props: readonly Token[]): Keys {
  const keys: Keys = [];
  for (const prop of props) {
    const isFixed = TypeGuards.isQuotedToken(prop) || TypeGuards.isNumberToken(prop) || TypeGuards.isWordToken(prop);
    if (!isFixed) break;
    keys.push(prop.content);
  }
  return keys;
}
