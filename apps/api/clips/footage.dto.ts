import { IsString, MaxLength, MinLength } from 'class-validator';

export class WhyQueryDto {
  @IsString({ message: 'says why the original is read' })
  @MinLength(5, { message: 'says why the original is read' })
  @MaxLength(500, { message: 'has at most 500 characters' })
  why!: string;
}
