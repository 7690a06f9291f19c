import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A reason to stop that the person at the terminal can act on; its message is the one sentence to print. */
export class Halt extends Error {}

/** True when node was started with this module, rather than another one importing it. */
export function isProgram(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(moduleUrl));
}

/** Runs a program; a Halt ends it with its sentence and exit code 1, anything else with its stack. */
export async function runProgram(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Halt ? error.message : error);
    process.exitCode = 1;
  }
}
