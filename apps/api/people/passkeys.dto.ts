import type { Assertion, Proof } from '@app/staff';
import { MOST_PASSKEY_NAME, STEP_UPS, type StepUp } from '@app/staff/domain';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { MayBeLeftOut, Nested } from '../http/fields';

/** Bytes as WebAuthn sends them. */
const Base64Url = (most: number): PropertyDecorator =>
  Matches(new RegExp(`^[\\w-]{1,${most}}$`), { message: `is base64url, ${most} characters at most` });

const MOST_ID = 1364;

/** What a passkey signed (WebAuthn Level 3, § 5.2.2). */
export class AssertionDto implements Assertion {
  /** Credential id. */
  @Base64Url(MOST_ID)
  id!: string;

  @Base64Url(8000)
  clientDataJSON!: string;

  @Base64Url(8000)
  authenticatorData!: string;

  @Base64Url(8000)
  signature!: string;

  @MayBeLeftOut()
  @Base64Url(100)
  userHandle?: string;
}

/** Who it is, once more: the password, or of whoever has a passkey its signature over a challenge from /passkeys/step-up. */
export class ProofDto {
  @ValidateIf(({ passkey }: ProofDto) => passkey === undefined)
  @IsString({ message: 'is your password' })
  @MaxLength(1000, { message: 'is your password' })
  password?: string;

  @MayBeLeftOut()
  @Nested(() => AssertionDto)
  passkey?: AssertionDto;
}

export const proofOf = ({ password = '', passkey }: ProofDto): Proof =>
  passkey ? { assertion: passkey } : { password };

export class StepUpDto implements StepUp {
  @IsIn(STEP_UPS, { message: `is one of ${STEP_UPS.join(', ')}` })
  act!: StepUp['act'];

  /** SHA-256 of the text that is signed; else the id of the change, of your account, of the passkey. */
  @Matches(/^[0-9a-f-]{36,64}$/, { message: 'is the SHA-256 of the text, or an id' })
  of!: string;
}

export class PasskeyNameDto {
  @IsString({ message: 'is what you call it' })
  @Matches(/\S/, { message: 'is what you call it' })
  @MaxLength(MOST_PASSKEY_NAME, { message: `has at most ${MOST_PASSKEY_NAME} characters` })
  name!: string;
}

/** A passkey that the browser has made (WebAuthn Level 3, § 5.2.1). */
export class NewPasskeyDto extends PasskeyNameDto {
  @Matches(new RegExp(`^[\\w-]{16,${MOST_ID}}$`), { message: 'is a credential id in base64url' })
  id!: string;

  @Base64Url(8000)
  clientDataJSON!: string;

  @Base64Url(100_000)
  attestationObject!: string;

  @IsOptional()
  @IsArray({ message: 'is a list of transports' })
  @ArrayMaxSize(10, { message: 'has at most 10 transports' })
  @Matches(/^[a-z-]{1,30}$/, { each: true, message: 'is a list of transports' })
  transports?: string[];
}

export class PasskeyView {
  id!: string;
  name!: string;
  addedAt!: string;
  lastUsedAt!: string | null;
}

/** What the browser is given, as WebAuthn Level 3, § 5.1 writes it in JSON. */
export class CeremonyView {
  options!: Record<string, unknown>;
}
