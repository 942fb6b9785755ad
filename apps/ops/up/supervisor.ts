import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';

/** A process that must run as long as Daylight does. */
export interface Service {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  /** Where it answers once it works. */
  readonly health: string;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
const STARTED_WELL_MS = 20_000;
const STOP_PATIENCE_MS = 28_000;

/** Keeps services running: one that dies is started again, ever more slowly if it keeps dying. */
export class Supervisor {
  private readonly running = new Map<string, ChildProcess>();
  private stopping = false;

  constructor(private readonly say: (line: string) => void) {}

  start(service: Service): void {
    this.launch(service, FIRST_WAIT_MS);
  }

  /** Waits until the service answers. Throws when it does not within `seconds`, with where to look. */
  async ready(service: Service, seconds: number, interrupted: AbortSignal): Promise<void> {
    const until = Date.now() + seconds * 1000;
    while (!(await answers(service.health))) {
      interrupted.throwIfAborted();
      if (Date.now() > until) throw new Error(`${service.name} does not answer; ${service.log} says why.`);
      await pause(100);
    }
  }

  /** Asks every service to stop and waits; ends those that do not. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.running.values()].map(end));
  }

  private launch(service: Service, wait: number): void {
    const log = openSync(service.log, 'a');
    const began = Date.now();
    const child = spawn(service.command, [...service.args], {
      env: service.env,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    this.running.set(service.name, child);
    child.once('error', (error) => this.say(`${service.name} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      const fell = Date.now() - began < STARTED_WELL_MS;
      const next = fell ? Math.min(wait * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
      this.say(
        `${service.name} ended (${signal ?? `code ${code ?? '?'}`}); it is started again. Its log: ${service.log}`,
      );
      setTimeout(() => this.stopping || this.launch(service, next), fell ? wait : 0);
    });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await gone;
  clearTimeout(timer);
}

export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
