import { LEAST_PASSWORD } from '@app/staff/domain';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class SignInDto {
  @IsString({ message: 'is your user name' })
  @MinLength(1, { message: 'is your user name' })
  @MaxLength(200, { message: 'is your user name' })
  userName!: string;

  @IsString({ message: 'is your password' })
  @MinLength(1, { message: 'is your password' })
  @MaxLength(1000, { message: 'is your password' })
  password!: string;
}

export class EnrolDto {
  @IsString({ message: 'is your user name' })
  @MinLength(1, { message: 'is your user name' })
  @MaxLength(200, { message: 'is your user name' })
  userName!: string;

  @IsString({ message: 'is the code that you were given' })
  @MinLength(1, { message: 'is the code that you were given' })
  @MaxLength(100, { message: 'is the code that you were given' })
  code!: string;

  @IsString({ message: 'is the password that you choose' })
  @MinLength(LEAST_PASSWORD, { message: `has at least ${LEAST_PASSWORD} characters` })
  @MaxLength(1000, { message: 'has at most 1000 characters' })
  password!: string;
}

export class PersonView {
  id!: string;
  name!: string;
  roles!: string[];
}

export class SessionView {
  person!: PersonView;
  /** Seconds without a request after which the session is locked. */
  idleSeconds!: number;
  /** Address of the public site. */
  publicSite!: string;
  /** Whether browsers offer passkeys at this installation’s address. */
  offersPasskeys!: boolean;
  /** Whether the person signs with a passkey, not with the password. */
  hasPasskey!: boolean;
}
