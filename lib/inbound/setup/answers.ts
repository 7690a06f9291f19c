import { inboundKinds } from "../kinds";
import { doorLimits } from "../limits";
import { goesRound } from "../refusal";

/** A status that a webhook answers with, and what its sender does about it. */
export interface AnswerFact {
  status: number;
  meaning: string;
  remedy: string;
  /** The words of `message` for the usual causes, as the door writes them. */
  says: string[];
}

/** What any webhook may answer, whatever it is for. */
export const commonRefusals: AnswerFact[] = [
  {
    status: 503,
    meaning: "Too many requests are waiting, or the database is away: what was sent may not have been saved.",
    remedy: "Send the request again after the seconds in the Retry-After header, best with an Idempotency-Key.",
    says: ["Too many requests are waiting. Send this one again in a second."],
  },
  {
    status: 508,
    meaning: "The request was caused by webhooks that were caused by each other, again and again.",
    remedy: "Stop one of the two systems from sending what the other one sent.",
    says: [goesRound],
  },
];

/** Every refusal, by status. The words are held to the door's own by a test. */
export const refusals: AnswerFact[] = [
  {
    status: 400,
    meaning: "The body can't be read, a required field is missing, or a value does not fit its field.",
    remedy: "Correct the body. issues names each key and what it takes.",
    says: [
      "Please provide an email address in the webhook data.",
      'The body is empty. Send a JSON object such as {"email": "jane@example.com"}.',
      "The body is not valid JSON: it goes wrong at position 12.",
    ],
  },
  {
    status: 404,
    meaning: "No webhook has this URL: it was regenerated or deleted, or a character is missing.",
    remedy: "Copy the whole URL, with its last digit. If it is lost, regenerate it.",
    says: ["It looks like the webhook you're trying to access doesn't exist."],
  },
  {
    status: 405,
    meaning: "The request was not a POST.",
    remedy: "Send POST. Opening the URL in a browser sends GET.",
    says: [`Send a ${inboundKinds.audience.methods.join(" or ")} request to this URL.`],
  },
  {
    status: 409,
    meaning: "The contact exists, and the URL ends in /1 (add only).",
    remedy: "Nothing, if this is what you want. Otherwise use the URL that ends in /2.",
    says: [inboundKinds.audience.answers.exists.message],
  },
  {
    status: 413,
    meaning: `The body is larger than ${doorLimits.bodyBytesMax / 1024 / 1024} MiB.`,
    remedy: "Send one contact per request.",
    says: [`The body is too large: at most ${doorLimits.bodyBytesMax / 1024 / 1024} MiB are read.`],
  },
  {
    status: 415,
    meaning: "The Content-Type header is missing or another one, or the body is compressed.",
    remedy: "Set the header to application/json or application/x-www-form-urlencoded.",
    says: [
      "This Content-Type is not supported. Send application/json, application/x-www-form-urlencoded or multipart/form-data.",
    ],
  },
  {
    status: 422,
    meaning: "The idempotency key was used for another body or mode.",
    remedy: "Make a new key for every new request.",
    says: [
      "This idempotency key was used for another request within the last 24 hours. Use a new key for a new request.",
    ],
  },
  ...commonRefusals,
];

/** What a request that was taken did: the word in its answer, and what it means. */
export interface Acceptance {
  outcome: string;
  meaning: string;
}

/** All of these are 200. */
export const acceptances: Acceptance[] = (["created", "updated", "unchanged", "status_kept"] as const).map(
  (outcome) => ({
    outcome,
    meaning: inboundKinds.audience.answers[outcome].message,
  }),
);
