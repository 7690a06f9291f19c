import type { Ctx } from "../../context";
import { type MadeChange, makeChange } from "./make-change";
import { type MadeDelivery, makeDelivery } from "./make-delivery";
import { type MadeMail, makeMail } from "./make-mail";
import type { Surroundings } from "./surroundings";
import { failAt, type Walked } from "./walk";

/** A run's progress with all that has to be written with it. */
export interface Move {
  surroundings: Surroundings;
  walked: Walked;
  deliveries: MadeDelivery[];
  mails: MadeMail[];
  changes: MadeChange[];
}

/**
 * Makes what a walk asks for: requests, mails and changes of the contact, with their templates, outside of any transaction. What can't be
 * made fails this run alone, in the block that asked for it.
 */
export function make(ctx: Ctx, surroundings: Surroundings, walked: Walked): Move {
  const move: Move = { surroundings, walked, deliveries: [], mails: [], changes: [] };
  for (const effect of walked.effects) {
    const made = makeOne(ctx, move, effect);
    if (made !== null) return withoutFrom(effect.step, { ...move, walked: failAt(walked, effect.step, made.problem) });
  }
  return move;
}

function withoutFrom(first: number, { deliveries, mails, changes, ...rest }: Move): Move {
  const isBefore = ({ step }: { step: number }) => step < first;
  return {
    ...rest,
    deliveries: deliveries.filter(isBefore),
    mails: mails.filter(isBefore),
    changes: changes.filter(isBefore),
  };
}

/** Notes what was made, or answers why it was not. */
function makeOne(
  ctx: Ctx,
  { surroundings, walked, ...move }: Move,
  effect: Walked["effects"][number],
): { problem: string } | null {
  switch (effect.kind) {
    case "delivery": {
      const delivery = makeDelivery(surroundings, walked, effect);
      if ("problem" in delivery) return delivery;
      move.deliveries.push(delivery);
      return null;
    }
    case "mail": {
      const mail = makeMail(ctx, surroundings, walked, effect);
      if ("problem" in mail) return mail;
      move.mails.push(mail);
      return null;
    }
    case "contact": {
      const change = makeChange(ctx, surroundings, effect);
      if ("problem" in change) return change;
      move.changes.push(change);
      return null;
    }
    case "variables":
      return null;
  }
}

/** About how much a move holds that other moves do not share. */
export const bytesOf = ({ deliveries, mails }: Move): number =>
  deliveries.reduce((sum, { body }) => sum + body.length, 0) +
  mails.reduce((sum, { mail }) => sum + mail.html.length + mail.text.length, 0);
