import { type Env, load } from './load';
import { CitySection, LedgerVerifierSection, PostedKeysSection, WitnessesSection } from './sections';

/** What the public site says of the City. Null is not shown. */
export interface CityConfig {
  readonly officer: {
    readonly name: string | null;
    readonly title: string;
    /** Line by line. */
    readonly address: readonly string[];
    readonly telephone: string | null;
    readonly email: string | null;
  };
  readonly orderUrl: string | null;
}

/** Public keys as they are posted on the public site. */
export interface PostedKeysConfig {
  /** Verifier keys (C2SP signed-note); of the City the one in use comes first. */
  readonly city: readonly string[];
  readonly log: readonly string[];
  readonly witnesses: readonly string[];
  /** Certificates of the authorities behind Content Credentials, DER in base64. */
  readonly anchors: readonly string[];
}

export const witnessesFrom = (s: Readonly<WitnessesSection>): { url: string; key: string }[] =>
  s.LEDGER_WITNESSES.split(/, */).flatMap((pair) => {
    const [url, key] = pair.split(' ');
    return url && key ? [{ url, key }] : [];
  });

/** Sections of the keys that the public site posts. */
export const POSTED = { log: LedgerVerifierSection, witnesses: WitnessesSection, posted: PostedKeysSection } as const;

export const postedKeysFrom = (s: {
  readonly log: Readonly<LedgerVerifierSection>;
  readonly witnesses: Readonly<WitnessesSection>;
  readonly posted: Readonly<PostedKeysSection>;
}): PostedKeysConfig => ({
  city: listed(s.posted.CITY_VERIFIER_KEYS),
  log: listed(s.log.LEDGER_VERIFIER_KEY ?? ''),
  witnesses: witnessesFrom(s.witnesses).map(({ key }) => key),
  anchors: listed(s.posted.C2PA_ANCHORS),
});

export const cityFrom = (s: Readonly<CitySection>): CityConfig => ({
  officer: {
    name: s.RECORDS_OFFICER_NAME ?? null,
    title: s.RECORDS_OFFICER_TITLE,
    address: s.RECORDS_OFFICER_ADDRESS.split(/ *; */).filter(Boolean),
    telephone: s.RECORDS_OFFICER_TELEPHONE ?? null,
    email: s.RECORDS_OFFICER_EMAIL ?? null,
  },
  orderUrl: s.ORDER_URL ?? null,
});

const listed = (text: string): string[] => text.split(/ +/).filter(Boolean);

/** What an environment says of the City, and nothing else of it. */
export const cityConfig = (env: Env): CityConfig => cityFrom(load(env, { city: CitySection }).city);

/** The keys that an environment names for posting, and nothing else of it. */
export const postedKeysConfig = (env: Env): PostedKeysConfig => postedKeysFrom(load(env, POSTED));
