import { IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class SavedFilterDto {
  @IsString({ message: 'is what you call it' })
  @MinLength(1, { message: 'is what you call it' })
  @MaxLength(60, { message: 'has at most 60 characters' })
  name!: string;

  /** As it stands in the address of the queue. */
  @Matches(/^[\w\-.~%+*=&]*$/, { message: 'is what stands behind the ? of an address' })
  @MaxLength(1000, { message: 'has at most 1000 characters' })
  query!: string;
}

export class SavedFilterView {
  id!: string;
  name!: string;
  query!: string;
}
