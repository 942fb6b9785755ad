import type { Database } from '@app/database';
import {
  keepCosignature,
  lastCosignedSize,
  newestCheckpoint,
  proveConsistency,
  sha256,
  type Verifier,
  verifierFrom,
} from '@app/ledger';
import { addCheckpointRequest, cosignaturesOn, parseWitnessKey } from '@app/ledger/domain';

/** Somebody who cosigns checkpoints of logs that they have seen grow, and nothing else (C2SP tlog-witness). */
export interface Witness {
  readonly url: string;
  readonly verifier: Verifier;
}

/** Why a witness did not cosign, for the log of the worker. */
export interface Unanswered {
  readonly witness: string;
  readonly says: string;
}

const PATIENCE_MS = 5000;
/** Far more than any answer has; who sends more is not read to the end. */
const MOST_ANSWER = 16 << 10;

/** Throws when the key is not one of a witness. */
export function witnessFrom({ url, key }: { url: string; key: string }): Witness {
  const parsed = parseWitnessKey(sha256, key);
  if (!parsed) throw new Error(`LEDGER_WITNESSES: ${key} is not the verifier key of a witness`);
  return { url: url.replace(/\/$/, ''), verifier: verifierFrom(parsed.publicKey, parsed.name) };
}

/** Asks witnesses to cosign the newest checkpoint. Who does not answer is asked again in the next round. */
export class Witnesses {
  constructor(
    private readonly database: Database,
    private readonly witnesses: readonly Witness[],
  ) {}

  async ask(): Promise<{ readonly cosigned: number; readonly unanswered: readonly Unanswered[] }> {
    const answers = await Promise.all(this.witnesses.map((witness) => this.askOne(witness)));
    return {
      cosigned: answers.filter((answer) => answer === 'cosigned').length,
      unanswered: answers.filter((answer) => typeof answer === 'object'),
    };
  }

  private async askOne(witness: Witness): Promise<'cosigned' | 'known' | Unanswered> {
    const { name } = witness.verifier;
    try {
      const state = await this.database.read(async (tx) => ({
        newest: await newestCheckpoint(tx),
        older: await lastCosignedSize(tx, name),
      }));
      const { newest, older } = state;
      if (!newest || older === newest.size) return 'known';
      const line = await this.cosigned(witness, newest, older);
      await this.database.inTransaction((tx) => keepCosignature(tx, { size: newest.size, witness: name, line }));
      return 'cosigned';
    } catch (error) {
      return { witness: name, says: error instanceof Error ? error.message : String(error) };
    }
  }

  /** The witness's line below the checkpoint. It may know a longer log than is known here that it knows. */
  private async cosigned(witness: Witness, to: { size: number; note: string }, older: number): Promise<string> {
    let answer = await this.send(witness, to, older);
    if (answer.status === 409) {
      const known = Number(/^(0|[1-9]\d*)\n$/.exec(answer.text)?.[1] ?? NaN);
      if (known > to.size)
        throw new Error(`it has cosigned ${known} entries of a log that has ${to.size} here: entries may be lost`);
      if (!Number.isNaN(known)) answer = await this.send(witness, to, known);
    }
    if (answer.status !== 200) throw new Error(`it answered ${answer.status}: ${answer.text.slice(0, 200).trim()}`);
    const [cosignature] = cosignaturesOn(sha256, to.note + answer.text, [witness.verifier]);
    if (!cosignature) throw new Error('its answer holds no cosignature by its key');
    return cosignature.line;
  }

  private async send(
    { url }: Witness,
    { size, note }: { size: number; note: string },
    older: number,
  ): Promise<{ status: number; text: string }> {
    const proof = await this.database.read((tx) => proveConsistency(older, size, tx));
    const answer = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: addCheckpointRequest(older, proof, note),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    let text = '';
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      if (text.length > MOST_ANSWER) throw new Error('its answer is too long');
    }
    return { status: answer.status, text };
  }
}
