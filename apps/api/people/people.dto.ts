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
}
