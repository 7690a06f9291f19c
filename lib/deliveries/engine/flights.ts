import type { Lane, Pool } from "./lanes";
import { engineLimits } from "./limits";

/** A request under way, and the pool whose place it holds. */
export interface Flight {
  lane: Lane;
  pool: Pool;
  startedMs: number;
}

/** Requests under way. One that lingers holds its place in the fast pool no longer than two seconds. */
export function createFlights(fast: Pool, slow: Pool) {
  const flights = new Set<Flight>();
  return {
    begin(lane: Lane): Flight {
      const flight = { lane, pool: lane.pool, startedMs: performance.now() };
      flights.add(flight);
      flight.pool.used++;
      lane.underWay++;
      return flight;
    },
    end(flight: Flight): void {
      flights.delete(flight);
      flight.pool.used--;
      flight.lane.underWay--;
      flight.lane.lingers = performance.now() - flight.startedMs > engineLimits.slowAfterMs;
    },
    /** Moves those that linger into the slow lane; answers their endpoints' lanes. Its pool may then hold more than its maximum. */
    moveLingering(): Lane[] {
      const before = performance.now() - engineLimits.slowAfterMs;
      return [...flights].flatMap((flight) => {
        if (flight.startedMs > before || flight.pool === slow) return [];
        fast.used--;
        slow.used++;
        flight.pool = slow;
        flight.lane.lingers = true;
        return [flight.lane];
      });
    },
  };
}
