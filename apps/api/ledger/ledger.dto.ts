import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

export class LedgerQueryDto {
  @Type(() => Number)
  @IsInt({ message: 'is a whole number' })
  @Min(0, { message: 'is 0 or more' })
  @Max(Number.MAX_SAFE_INTEGER, { message: 'is the number of an entry' })
  from: number = 0;

  @Type(() => Number)
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 to 500' })
  @Max(500, { message: 'is 1 to 500' })
  limit: number = 100;
}

export class LedgerEntryView {
  index!: number;
  at!: string;
  act!: Record<string, unknown>;
}

export class ProofView {
  index!: number;
  body!: string;
  proof!: string[];
  checkpoint!: string;
}
