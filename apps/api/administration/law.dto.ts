import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';

/** Of a table that ships with Daylight: which version, for which day it was written, and whether the City approved it. */
export class TableVersionView {
  version!: number;
  effective!: string;
  /** Of its whole content. */
  sha256!: string;
  /** Null until the City Solicitor has approved this very content. */
  approvedBy!: string | null;
  approvedAt!: string | null;
}

export class ApprovalDto {
  @Matches(/^[0-9a-f]{64}$/, { message: 'is the SHA-256 of the table that you approve' })
  sha256!: string;
}

export class ClockLengthView {
  /** For instance: 10 business days. */
  says!: string;
  /** The policy that sets it; null where law fixes it. */
  policy!: string | null;
  /** Of the policy's newest answer; null while the safe value holds. */
  version!: number | null;
  approvedBy!: string | null;
  effectiveAt!: string | null;
}

export class ClockRowView {
  code!: string;
  id!: string;
  name!: string;
  startsWith!: string;
  authority!: string;
  lasts!: ClockLengthView[];
}

export class ClockTableView {
  table!: TableVersionView;
  clocks!: ClockRowView[];
}

export class CalendarQueryDto {
  @Type(() => Number)
  @IsInt({ message: 'is a year' })
  @Min(1970, { message: 'is a year from 1970 to 2199' })
  @Max(2199, { message: 'is a year from 1970 to 2199' })
  year!: number;
}

export class ClosedDayView {
  day!: string;
  why!: string;
  /** legal-holiday or city-closure. */
  kind!: string;
}

export class ClosuresVersionView {
  version!: number;
  approvedBy!: string;
  reason!: string;
  effectiveAt!: string;
}

export class CalendarView {
  year!: number;
  holidays!: { authority: string; version: number; effective: string };
  closed!: ClosedDayView[];
  /** The City's answer in force; null while there is none. */
  closures!: ClosuresVersionView | null;
}
